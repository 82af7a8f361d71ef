import {readFileSync, writeFileSync} from 'node:fs';
import {withKeys} from './keys.ts';

const path = new URL('../../README.md', import.meta.url);
writeFileSync(path, withKeys(readFileSync(path, 'utf8')));
