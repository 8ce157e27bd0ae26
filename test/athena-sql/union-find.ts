/** A plain reference for the views of contacts: terms by walking through time, persons by union-find. */

export interface ContactEvent {
  readonly event_key: string;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  readonly bsuid_key?: string | null;
  readonly phone_key?: string | null;
  readonly parent_bsuid_key?: string | null;
  readonly username_key?: string | null;
  readonly previous_bsuid_key?: string | null;
  readonly previous_phone_key?: string | null;
}

interface Statement {
  readonly event: ContactEvent;
  readonly alias: string;
  /** The user id with which a number or user name appears. */
  readonly holder: string | null;
  readonly isGivenUp: boolean;
}

/** Each person as its terms in order, joined by spaces; the persons in order. */
export function groupsByUnionFind(events: readonly ContactEvent[]): string[] {
  const leaders = new Map<string, string>();
  const leaderOf = (term: string): string => {
    const leader = leaders.get(term);
    return leader === undefined || leader === term ? term : leaderOf(leader);
  };
  for (const terms of termsByEvent(events).values()) {
    for (const term of terms) leaders.set(leaderOf(term), leaderOf(terms[0] ?? term));
  }
  const persons = Map.groupBy(leaders.keys(), leaderOf);
  return [...persons.values()].map((terms) => terms.sort().join(' ')).sort();
}

function termsByEvent(events: readonly ContactEvent[]): ReadonlyMap<string, string[]> {
  const terms = new Map<string, string[]>();
  for (const [alias, statements] of Map.groupBy(events.flatMap(statementsOf), ({ alias }) => alias)) {
    for (const [event, term] of numbered(statements)) {
      terms.set(event, [...(terms.get(event) ?? []), `${alias}/${term}`]);
    }
  }
  return terms;
}

function statementsOf(event: ContactEvent): Statement[] {
  const { bsuid_key = null, previous_bsuid_key = null, phone_key, previous_phone_key } = event;
  const gaveUp = previous_phone_key === phone_key ? null : previous_phone_key;
  const stated = [
    { alias: bsuid_key, holder: null, isGivenUp: false },
    { alias: previous_bsuid_key === bsuid_key ? null : previous_bsuid_key, holder: null, isGivenUp: false },
    { alias: event.parent_bsuid_key, holder: null, isGivenUp: false },
    { alias: phone_key, holder: bsuid_key, isGivenUp: false },
    { alias: event.username_key, holder: bsuid_key, isGivenUp: false },
    { alias: gaveUp, holder: previous_bsuid_key, isGivenUp: true },
  ];
  return stated.flatMap(({ alias, ...rest }) => (typeof alias === 'string' ? [{ event, alias, ...rest }] : []));
}

/** One alias's statements, each with its term: a new one after it was given up, or when another holder appears. */
function numbered(statements: readonly Statement[]): [event: string, term: number][] {
  let term = 1;
  let holder: string | null = null;
  let wasGivenUp = false;
  return statements.toSorted(inTime).map((statement) => {
    if (wasGivenUp || (holder !== null && statement.holder !== null && statement.holder !== holder)) {
      term += 1;
      holder = null;
    }
    holder = statement.holder ?? holder;
    wasGivenUp = statement.isGivenUp;
    return [statement.event.event_key, term];
  });
}

function inTime(one: Statement, other: Statement): number {
  return (
    one.event.atMs - other.event.atMs ||
    Number(one.isGivenUp) - Number(other.isGivenUp) ||
    (one.event.event_key < other.event.event_key ? -1 : 1)
  );
}
