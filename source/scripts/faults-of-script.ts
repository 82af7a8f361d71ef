import {limits} from '../cluster/limits.ts';
import {classify} from '../sqlite/classify.ts';
import {nearestName} from '../sqlite/nearest.ts';
import {splitInput} from '../sqlite/split.ts';
import type {Fault, Path} from './mistake.ts';
import type {Action} from './schema/action.ts';
import type {Expectation} from './schema/expectation.ts';
import type {Script, Step} from './schema.ts';
import {type Place, walk} from './walk.ts';

/** Keys that name a node. Of some the node must be a replica. */
const nodeKeys = {
	on: 'any',
	stop: 'any',
	start: 'any',
	kill: 'any',
	pause: 'replica',
	resume: 'replica',
	link: 'replica',
	caughtUp: 'replica',
	identical: 'replica',
	behind: 'replica',
	moved: 'any',
	held: 'replica',
	arrived: 'replica',
} as const;

/** What happens in a step and is not a state: it cannot be so before the step. */
const happenings = ['answered', 'came', 'servedBy', 'arrived'] as const;

/** What is wrong with a script that its schema cannot know. */
export function faultsOfScript(script: Script): readonly Fault[] {
	const nodes = nodeNames(script);
	return [
		...walk(script).flatMap(place => [
			...nodeFaults(place, nodes),
			...listedFaults(place, nodes),
			...placeFaults(place),
		]),
		...script.steps.flatMap((step, index) => stepFaults(step, ['steps', index], script.steps)),
	];
}

/** The names by which a script can call the nodes of its cluster. */
function nodeNames({cluster}: Script): readonly string[] {
	const replicas = Array.from({length: cluster.replicas}, (_, index) => `replica-${index + 1}`);
	return ['primary', 'replica', ...replicas];
}

function nodeFaults(place: Place, nodes: readonly string[]): readonly Fault[] {
	const subject = 'action' in place ? place.action : place.expectation;
	return Object.entries(nodeKeys).flatMap(([key, takes]) => {
		const name = (subject as Readonly<Record<string, unknown>>)[key];
		if (typeof name !== 'string') return [];
		const path = [...place.path, key];
		if (!nodes.includes(name)) return [{path, text: noSuchNode(name, nodes)}];
		if (takes === 'replica' && name === 'primary')
			return [{path, text: `\`${key}\` is about a replica, not about the primary.`}];
		return [];
	});
}

/** The nodes of a list of them. */
function listedFaults(place: Place, nodes: readonly string[]): readonly Fault[] {
	const names = 'expectation' in place && 'servedBy' in place.expectation ? place.expectation.servedBy : [];
	if (names === 'all') return [];
	return names.flatMap((name, index) =>
		nodes.includes(name) ? [] : [{path: [...place.path, 'servedBy', index], text: noSuchNode(name, nodes)}],
	);
}

function noSuchNode(name: string, nodes: readonly string[]): string {
	const near = nearestName(name, nodes);
	const hint = near === undefined ? '' : ` \`${near}\` is the nearest.`;
	return `There is no node ${name}; the script’s cluster has ${nodes.join(', ')}.${hint}`;
}

function placeFaults(place: Place): readonly Fault[] {
	return 'action' in place
		? actionFaults(place.action, place.path)
		: expectationFaults(place.expectation, place.path, place.in);
}

function actionFaults(action: Action, path: Path): readonly Fault[] {
	if ('run' in action) return sqlFaults(action.run, [...path, 'run']);
	if ('forward' in action) {
		const from =
			action.on === 'primary' ? [{path: [...path, 'on'], text: '`forward` sends from a replica.'}] : [];
		return [...from, ...sqlFaults(action.forward, [...path, 'forward'])];
	}
	if ('link' in action && action.latency === undefined && action.cut === undefined) {
		return [{path, text: 'A `link` is given a `latency`, or `cut: true` or `false`.'}];
	}
	return [];
}

function sqlFaults(sql: string, path: Path): readonly Fault[] {
	const {items, rest} = splitInput(sql);
	const dot = items.find(({kind}) => kind === 'dot');
	if (dot) return [{path, text: `A script runs SQL; ${dot.text.split(/\s/)[0]} is a dot command.`}];
	if (rest)
		return [{path, text: `This statement is not complete; most miss a semicolon: ${rest.text.trim()}`}];
	if (items.length === 0) return [{path, text: 'There is no SQL statement here.'}];
	if (items.length <= limits.statements) return [];
	return [{path, text: `One action runs at most ${limits.statements} statements.`}];
}

function expectationFaults(expectation: Expectation, path: Path, list: Place['in']): readonly Fault[] {
	const happening = happenings.find(head => head in expectation);
	if (happening !== undefined && list === 'holds') {
		const text = `\`${happening}\` tells of what happens in the step, which is not so before it: it belongs to \`then\`.`;
		return [{path, text}];
	}
	return 'rows' in expectation ? queryFaults(expectation.rows, [...path, 'rows']) : [];
}

function queryFaults(sql: string, path: Path): readonly Fault[] {
	const {items, rest} = splitInput(sql);
	const count = items.length + (rest ? 1 : 0);
	if (count === 1 && classify(sql).kind === 'read') return [];
	return [{path, text: '`rows` takes one query, which only reads.'}];
}

function stepFaults(step: Step, path: Path, steps: readonly Step[]): readonly Fault[] {
	const faults: Fault[] = [];
	if (steps.find(({id}) => id === step.id) !== step) {
		faults.push({path: [...path, 'id'], text: `Another step is called ${step.id}, too.`});
	}
	const played = step.solution.length > 0 ? step.solution : step.do;
	if (step.refused !== undefined && !played.some(isStatement)) {
		faults.push({path: [...path, 'refused'], text: 'Nothing is run in this step that could be refused.'});
	}
	return faults;
}

function isStatement(action: Action): boolean {
	return 'run' in action || 'forward' in action;
}
