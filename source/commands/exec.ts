import type {ClusterEvent} from '../cluster/event.ts';
import {limits} from '../cluster/limits.ts';
import {nodeOf, primaryOf, replicasOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot, NodeState} from '../cluster/snapshot.ts';
import {EmbeddedError} from '../drivers/embedded/client.ts';
import {classify} from '../sqlite/classify.ts';
import {splitInput} from '../sqlite/split.ts';
import {visible} from '../terminal/visible.ts';
import {attachCluster} from './attached-cluster.ts';
import {chooseCluster, withRowLimit} from './choose-cluster.ts';
import type {ClusterOptions} from './cluster-options.ts';
import type {CommandIo} from './command-io.ts';
import {narrate} from './exec/narrate.ts';
import {createOutput, type OutputFormat, outputFormats} from './exec/output.ts';
import {collectOutcomes, runOn} from './exec/run-on.ts';

export interface ExecOptions extends ClusterOptions {
	/** A node's name, `primary`, `replica` (the first that runs) or `all`. */
	readonly node?: string;
	readonly format?: string;
	/** Read from standard input where it is missing. */
	readonly sql?: string;
}

/** Runs SQL on a node and writes its rows. Gives the exit status: 0, 1 failed, 2 usage, 3 no node, 130 interrupted. */
export async function run(options: ExecOptions, io: CommandIo): Promise<number> {
	try {
		const format = checkFormat(options.format ?? 'table');
		const statements = await readStatements(options, io);
		checkReadOnly(options, statements);
		return await execute(options, format, statements, io);
	} catch (error) {
		if (io.interrupted.aborted) return 130;
		if (error instanceof EmbeddedError) {
			io.say(visible(error.message, {lines: true}));
			return error.exitStatus;
		}
		// The reader of a pipe, such as head, has seen enough.
		if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 0;
		throw error;
	}
}

async function execute(
	options: ExecOptions,
	format: OutputFormat,
	statements: readonly string[],
	io: CommandIo,
): Promise<number> {
	const chosen = await chooseCluster(options, 'exec');
	const output = createOutput(format, io);
	const rowLimit = format === 'table' ? limits.resultRows : undefined;
	const outcomes = collectOutcomes();
	const listen = (event: ClusterEvent) => {
		output.take(event);
		outcomes.take(event);
	};
	const cluster = await attachCluster(withRowLimit(chosen, rowLimit), listen, output.sink);
	try {
		const nodes = targets(cluster.snapshot(), options.node ?? 'primary');
		let failed = false;
		for (const node of nodes) {
			output.target(node.name, nodes.length > 1);
			const {interrupted} = io;
			const ran = await runOn({cluster, node: node.name, statements, output, outcomes, interrupted});
			for (const line of narrate(ran, {node, snapshot: cluster.snapshot(), labelled: nodes.length > 1}))
				io.say(line);
			if (io.interrupted.aborted) return 130;
			failed ||= ran.some(({outcome}) => outcome?.status !== 'ok');
		}
		if (chosen.kind === 'embedded' && chosen.options.folder === undefined) {
			io.say('No cluster was running: this was a temporary one, and it is gone now.');
		}
		return failed ? 1 : 0;
	} finally {
		await cluster.driver.close();
	}
}

function checkReadOnly({readOnly}: ExecOptions, statements: readonly string[]): void {
	const writes = statements.find(sql => ['write', 'schema'].includes(classify(sql).kind));
	if (readOnly && writes !== undefined)
		throw new EmbeddedError(2, `With --read-only nothing that writes is run: ${writes.slice(0, 60)}`);
}

function checkFormat(format: string): OutputFormat {
	const known = outputFormats.find(name => name === format);
	if (known) return known;
	throw new EmbeddedError(2, `--format takes ${outputFormats.join(', ')}, not ${format}.`);
}

async function readStatements({sql}: ExecOptions, io: CommandIo): Promise<readonly string[]> {
	if (sql === undefined && io.inputIsTerminal) {
		throw new EmbeddedError(2, 'exec takes SQL, as an argument or on standard input.');
	}
	const {items, rest} = splitInput(sql ?? (await io.input()));
	const dot = items.find(({kind}) => kind === 'dot');
	if (dot) {
		throw new EmbeddedError(
			2,
			`exec runs SQL; ${dot.text.split(/\s/)[0]} is a dot command, for the explorer.`,
		);
	}
	const statements = items.map(({text}) => text.trim());
	if (rest) statements.push(rest.text.trim());
	if (statements.length > 0) return statements;
	throw new EmbeddedError(2, 'There is no SQL statement in what was given to exec.');
}

function targets(snapshot: ClusterSnapshot, wanted: string): readonly NodeState[] {
	if (wanted === 'all') return snapshot.nodes;
	const replicas = replicasOf(snapshot);
	const node =
		nodeOf(snapshot, wanted) ??
		(wanted === 'primary' ? primaryOf(snapshot) : undefined) ??
		(wanted === 'replica' ? (replicas.find(({status}) => status === 'running') ?? replicas[0]) : undefined);
	if (node) return [node];
	const names = snapshot.nodes.map(({name}) => name).join(', ');
	throw new EmbeddedError(
		2,
		`There is no node ${wanted}. The nodes are ${names}; primary, replica and all work too.`,
	);
}
