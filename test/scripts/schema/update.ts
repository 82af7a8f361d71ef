import {writeFileSync} from 'node:fs';
import {jsonSchema, schemaFile} from './json-schema.ts';

writeFileSync(schemaFile, `${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
