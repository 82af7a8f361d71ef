import type {ClusterInfo} from '../cluster/event.ts';
import {splitStatements} from '../sqlite/split.ts';
import {type UsedTables, usedTables} from '../sqlite/used-tables.ts';
import {unmet} from './requirements.ts';
import type {Action} from './schema/action.ts';
import type {Script} from './schema.ts';
import {walk} from './walk.ts';

/** What a script does to the cluster that it is played on, as far as its text tells. */
export interface Footprint {
	/** Tables and views that it makes, and takes away again. */
	readonly makes: UsedTables['made'];
	/** Tables that it does not make, and only reads. */
	readonly reads: readonly string[];
	/** Tables that it does not make, and writes to. */
	readonly writes: readonly string[];
	/** What it does to nodes and links, such as `pauses replica`, as the script calls them. */
	readonly deeds: readonly string[];
}

/** What is done to a node, for people. */
const verbs = {stop: 'stops', kill: 'kills', pause: 'pauses', link: 'cuts off'} as const;

/** Reads what a script will do on a cluster. Steps that it cannot serve are left out. */
export function footprintOf(script: Script, cluster: ClusterInfo): Footprint {
	const played = {
		...script,
		steps: script.steps.filter(({requires}) => unmet(requires, cluster) === undefined),
	};
	const places = walk(played);
	const actions = places.flatMap(place => ('action' in place ? [place.action] : []));
	const queries = places.flatMap(place =>
		'expectation' in place && 'rows' in place.expectation ? [place.expectation.rows] : [],
	);
	// Actions of the cleanup are in it too: they only name what was made.
	const used = [...actions.flatMap(statementsOf), ...queries].map(usedTables);
	const makes = distinct(used.flatMap(({made}) => made));
	const known = [...makes.map(({name}) => name), ...used.flatMap(({own}) => own)].map(lower);
	const hoped = wanting(played).map(lower);
	const others = (names: readonly string[]) =>
		[...new Set(names)].filter(name => !known.includes(lower(name))).toSorted();
	const writes = others(used.flatMap(({written}) => written));
	return {
		makes,
		writes,
		reads: others(used.flatMap(({named}) => named)).filter(
			name => !writes.includes(name) && !hoped.includes(lower(name)),
		),
		deeds: [...new Set(actions.flatMap(deedOf))],
	};
}

/** Tables that statements name which are to be refused because there is none. */
function wanting({steps}: Script): readonly string[] {
	return steps
		.filter(({refused}) => refused === 'no such table' || refused === 'not arrived yet')
		.flatMap(step => [...step.do, ...step.solution])
		.flatMap(statementsOf)
		.flatMap(sql => usedTables(sql).named);
}

/** What several scripts do together. */
export function joinFootprints(footprints: readonly Footprint[]): Footprint {
	const all = <T>(list: (of: Footprint) => readonly T[]) => [...new Set(footprints.flatMap(list))];
	return {
		makes: distinct(footprints.flatMap(({makes}) => makes)),
		reads: all(({reads}) => reads),
		writes: all(({writes}) => writes),
		deeds: all(({deeds}) => deeds),
	};
}

/** SQLite's names are the same in any case of ASCII letters. */
export function lower(name: string): string {
	return name.toLowerCase();
}

function distinct(made: UsedTables['made']): UsedTables['made'] {
	return made
		.filter((one, index) => made.findIndex(({name}) => lower(name) === lower(one.name)) === index)
		.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function statementsOf(action: Action): readonly string[] {
	const sql = 'run' in action ? action.run : 'forward' in action ? action.forward : '';
	return splitStatements(sql).statements.map(({text}) => text);
}

function deedOf(action: Action): readonly string[] {
	if ('link' in action && action.cut !== true) return [];
	return Object.entries(verbs).flatMap(([head, verb]) => {
		const node = (action as Readonly<Record<string, unknown>>)[head];
		return typeof node === 'string' ? [`${verb} ${node}`] : [];
	});
}
