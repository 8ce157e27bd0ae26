#!/usr/bin/env node
import { launch } from './launch.mjs';

launch('lake', 'bin/lake.ts');
