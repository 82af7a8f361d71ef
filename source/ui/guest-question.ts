import {classify} from '../sqlite/classify.ts';
import {splitInput} from '../sqlite/split.ts';
import {tokenize} from '../sqlite/tokens.ts';
import type {View} from './view.ts';

/**
 * What has to be asked before something is run on a cluster that litescope did not bring up: its first write, and each
 * time what cannot be taken back. Undefined where nothing has to be.
 */
export function guestQuestion({snapshot, screen}: View, text: string): string | undefined {
	const {cluster} = snapshot;
	if (!cluster?.guest || cluster.bundled) return undefined;
	const statements = statementsOf(text);
	const where = `${screen.target} of ${cluster.label}, database ${cluster.database}`;
	const drastic = statements.find(isDrastic);
	if (drastic) return `${firstWords(drastic)} cannot be taken back on ${where}. Run it?`;
	if (screen.mayWrite || !statements.some(isWrite)) return undefined;
	return `This writes to ${where}, which litescope did not bring up. Write there from now on?`;
}

function isWrite(sql: string): boolean {
	return ['write', 'schema'].includes(classify(sql).kind);
}

/** Why a text cannot be run on a cluster that was opened to be read: a sentence; undefined where it can. */
export function readOnlyReason({screen}: View, text: string): string | undefined {
	if (!screen.readOnly || !statementsOf(text).some(isWrite)) return undefined;
	return 'That writes, and litescope was started with --read-only. What you typed stays here.';
}

function statementsOf(text: string): readonly string[] {
	const {items, rest} = splitInput(text);
	return [
		...items.filter(({kind}) => kind === 'statement').map(item => item.text),
		...(rest ? [rest.text] : []),
	];
}

/** DROP, and UPDATE or DELETE of every row. */
function isDrastic(sql: string): boolean {
	const {verb} = classify(sql);
	if (verb === 'DROP') return true;
	if (verb !== 'DELETE' && verb !== 'UPDATE') return false;
	return !tokenize(sql).some(({kind, text}) => kind === 'keyword' && text.toUpperCase() === 'WHERE');
}

function firstWords(sql: string): string {
	return sql.trim().split(/\s+/).slice(0, 3).join(' ').replace(/;$/, '');
}
