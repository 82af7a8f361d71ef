import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {meanings} from '../../source/scripts/meanings.ts';
import {catalogue} from '../../source/sqlite/errors.ts';
import {jsonSchema, schemaFile} from './schema/json-schema.ts';

describe('the format of scripts', () => {
	it('is told to editors as it is; `npm run schema` writes it anew', () => {
		expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
	});

	it('names refusals that the catalogue of errors explains', () => {
		const ids = new Set(catalogue.map(({id}) => id));
		expect(
			Object.values(meanings)
				.flat()
				.filter(id => !ids.has(id)),
		).toEqual([]);
	});
});
