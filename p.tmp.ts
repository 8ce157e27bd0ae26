import {documentOf} from './dashboard/layout.ts';
import {PAGES} from './dashboard/pages.ts';
import {pageOptions, INVENTED, campaigns} from './test/dashboard/answers.ts';
import {viewOf} from './test/dashboard/views.ts';
import {writeFileSync, mkdirSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
mkdirSync('/tmp/look',{recursive:true});
const out=(name: string, given: Parameters<typeof viewOf>[0])=>{const t=performance.now(); const v=viewOf(given); const t1=performance.now(); const d=documentOf(PAGES[0]!, v, {pages: PAGES, options: pageOptions(INVENTED)}); console.log(name, d.html.length, gzipSync(d.html).length, Math.round(performance.now()-t1)); writeFileSync(`/tmp/look/${name}.html`, d.html);};
out('exec',{});
out('exec2',{});
out('days90',{filter:{period:{kind:'90d'},slices:{}}, header:{firstDataDay:'2026-01-01'}, invented:{campaigns:campaigns(50)}});
out('unknown',{invented:{hasUnknownPrices:true, currencies:['INR','EUR']}});
import {fileOf, FILE_PERIODS} from './dashboard/file.ts';
{
 const given = {place:'file' as const, header:{firstDataDay:'2026-01-01'}, invented:{campaigns:campaigns(50)}};
 const views = [viewOf({...given, filter:{period:{kind:'28d' as const},slices:{}}}), ...FILE_PERIODS.filter(p=>p.kind!=='28d').map(period=>viewOf({...given, filter:{period,slices:{}}}))] as const;
 const t=performance.now(); const d = fileOf(PAGES[0]!, {views: views as never, command:'npx lake page --period 28d'});
 console.log('file', d.html.length, gzipSync(d.html).length, Math.round(performance.now()-t)); writeFileSync('/tmp/look/file.html', d.html);
}
out('empty',{header:{asOf:null,refreshedAt:null,firstDataDay:null}, answers: ['exec_messages','exec_failures','exec_spend','exec_missing_rates','exec_unit_cost','exec_top_replies','exec_top_costs'].map(s=>({statement:s, sql:'SELECT 1', columns:viewOf().answer(s).columns, rows:[]}))});
out('broken',{header:{nowMs:Date.parse('2026-12-02T00:00:00Z')}, answers:[{statement:'exec_messages',sql:'SELECT 1',columns:[],rows:[],error:'TABLE_NOT_FOUND: cube_daily'}]});
