#!/usr/bin/env node
import { launch } from './launch.mjs';

launch('npm start', 'bin/start/start.ts');
