import {limits} from '../../cluster/limits.ts';
import {nodeOf} from '../../cluster/selectors.ts';
import type {NodeState, StatementEntry} from '../../cluster/snapshot.ts';
import {formatTable} from '../../results/format-table.ts';
import type {ResultSet} from '../../results/results.ts';
import {describeAction} from '../../scripts/describe-action.ts';
import {layoutProse} from '../../scripts/prose.ts';
import type {Stage} from '../../scripts/run/stage.ts';
import type {Begun, RunState, StageResult} from '../../scripts/run/state.ts';
import {visible} from '../../terminal/visible.ts';
import {width} from '../../terminal/width.ts';
import {narrate} from '../exec/narrate.ts';
import {verdictLines} from './verdict-lines.ts';

/** Rows of a result that stand in the story. */
const shownRows = 10;

/** Tells a run as text: what is new since it was last asked, as lines. */
export interface Story {
	linesOf(state: RunState): readonly string[];
}

/** Makes a story. `resultOf` gives the rows of a statement. */
export function createStory(resultOf: (statement: string) => ResultSet | undefined): Story {
	let stage: Stage | undefined;
	let begun = 0;
	let statements = 0;
	let results = 0;

	const newStage = ({play, stages}: RunState): readonly string[] => {
		if (!play || play.stage === stage) return [];
		stage = play.stage;
		begun = 0;
		statements = 0;
		return headOf(stage, stages);
	};
	const newActions = (state: RunState): readonly string[] => {
		const lines: string[] = [];
		for (const one of state.play?.begun.slice(begun) ?? []) {
			const action = describeAction(one.action);
			if (statements === 0 && action !== undefined) lines.push('', `  ${visible(action)}`);
			const told = outcomesOf(state, one).slice(statements);
			for (const [node, entry] of told) lines.push('', ...statementLines(state, node, entry, resultOf));
			statements += told.length;
			if (statements < one.statements.length && state.play?.underWay === one) break;
			begun += 1;
			statements = 0;
		}
		return lines;
	};
	const newResults = (state: RunState): readonly string[] => {
		const lines = state.results.slice(results).flatMap(resultLines);
		results = state.results.length;
		return lines;
	};
	return {
		linesOf: state => [...newStage(state), ...newActions(state), ...newResults(state)],
	};
}

function headOf({kind, step}: Stage, stages: readonly Stage[]): readonly string[] {
	if (kind !== 'step' || !step)
		return ['', kind === 'setup' ? 'Before it begins' : 'To leave things as they were'];
	const steps = stages.filter(stage => stage.kind === 'step');
	const number = steps.findIndex(stage => stage.step === step) + 1;
	const columns = limits.scriptColumns;
	const say = layoutProse(step.say, columns, text => width(visible(text)));
	const question =
		step.predict === undefined ? [] : ['', ...layoutProse(`? ${step.predict}`, columns, width)];
	return ['', `${number}/${steps.length}  ${step.title}`, '', ...say, ...question].map(line => visible(line));
}

function outcomesOf(state: RunState, {statements}: Begun): readonly (readonly [NodeState, StatementEntry])[] {
	return statements.flatMap(({id}) => {
		for (const node of state.snapshot.nodes) {
			const entry = node.transcript.findLast(
				(one): one is StatementEntry => one.kind === 'statement' && one.id === id,
			);
			if (entry?.outcome) return [[node, entry] as const];
		}
		return [];
	});
}

function statementLines(
	{snapshot}: RunState,
	node: NodeState,
	{id, sql, outcome}: StatementEntry,
	resultOf: (statement: string) => ResultSet | undefined,
): readonly string[] {
	const [first = '', ...more] = sql.split('\n');
	const prompt = [`${node.name} ▸ ${first}`, ...more.map(line => `    ${line}`)].map(line => visible(line));
	const said = narrate([{sql, ...(outcome && {outcome})}], {
		node: nodeOf(snapshot, node.name) ?? node,
		snapshot,
		labelled: false,
	});
	return [...prompt, ...tableLines(resultOf(id)), ...said].map(line => `  ${line}`);
}

function tableLines(result: ResultSet | undefined): readonly string[] {
	if (!result) return [];
	const format = formatTable({visible: text => visible(text), width});
	const {columns, rows} = result;
	const text = [format.open(columns), format.rows(rows.slice(0, shownRows)), format.close()].join('');
	const more = rows.length - shownRows;
	return [...text.trimEnd().split('\n'), ...(more > 0 ? [`and ${more} more rows`] : [])].map(
		line => `  ${line}`,
	);
}

function resultLines(result: StageResult): readonly string[] {
	const {outcome, reason, verdicts, stage} = result;
	if (outcome === 'skipped') return ['', `  left out: ${visible(reason ?? '')}`];
	if (outcome === 'failed') return ['', '  It did not go as it should:', ...verdictLines(result)];
	if (stage.kind !== 'step') return [];
	return ['', ...verdicts.map(({about}) => `  ✓ ${visible(about)}`)];
}
