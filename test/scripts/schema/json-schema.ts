import {toJsonSchema} from '@valibot/to-json-schema';
import {anyOf} from '../../../source/scripts/schema/choice.ts';
import {scriptSchema} from '../../../source/scripts/schema.ts';

/** Where the JSON Schema of scripts lies, for editors. */
export const schemaFile = new URL('../../../source/scripts/script.schema.json', import.meta.url);

/** The JSON Schema that the schema of scripts makes. */
export function jsonSchema(): object {
	const made = toJsonSchema(scriptSchema(anyOf), {typeMode: 'input', ignoreActions: ['check']});
	return {
		$schema: 'http://json-schema.org/draft-07/schema#',
		title: 'A demo or lesson of litescope',
		...made,
	};
}
