import {resultCodeNumber} from '../../sqlite/result-codes.ts';
import {areRows, showExpectedRows, showRows} from '../show-rows.ts';
import {cannotTell, found, pending} from '../verdict.ts';
import {absence, type Judges} from './judge-table.ts';

/** What SQLite says of a statement that is wrong where it is run; other errors are about the node. */
const statementError = resultCodeNumber('SQLITE_ERROR');

/** What a node's database has in it. */
export const schemas: Judges<'table' | 'missing' | 'rows'> = {
	table({table: name, columns}, node) {
		const expected = columns ? `${name} (${columns.join(', ')})` : name;
		const gone = absence(node);
		if (gone !== undefined) return cannotTell(expected, gone);
		const table = node.tables.find(one => isSameName(one.name, name));
		if (!table) return found(false, expected, `no table ${name}`);
		const actual = `${table.name} (${table.columns.join(', ')})`;
		return found(!columns || columns.join('\0') === table.columns.join('\0'), expected, actual);
	},
	missing({missing}, node) {
		const expected = `no table ${missing}`;
		const gone = absence(node);
		if (gone !== undefined) return cannotTell(expected, gone);
		const table = node.tables.find(one => isSameName(one.name, missing));
		return found(!table, expected, table ? `${table.name} (${table.columns.join(', ')})` : expected);
	},
	rows({rows: query, are}, node, facts) {
		const expected = showExpectedRows(are);
		const gone = absence(node);
		if (gone !== undefined) return cannotTell(expected, gone);
		const answer = facts.answerTo(query, node.name);
		if (!answer) return pending(expected);
		if ('rows' in answer) return found(areRows(answer.rows, are), expected, showRows(answer.rows));
		const {message, number} = answer.error;
		return number === statementError ? found(false, expected, message) : cannotTell(expected, message);
	},
};

/** SQLite's names are the same in any case of ASCII letters. */
function isSameName(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
