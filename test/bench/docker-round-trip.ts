import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {findClusters, openDocker} from '../../source/drivers/docker/client.ts';
import {findEndpoint} from '../../source/drivers/docker/engine/endpoint.ts';
import {connectEngine, type Engine} from '../../source/drivers/docker/engine/engine.ts';
import {lineReader} from '../../source/drivers/docker/line-reader.ts';
import {litefsStack} from '../clusters/litefs.ts';
import {engineAnswers} from '../stack/engine.ts';
import {quantile, type Row, spread} from './table.ts';

const warmUp = 200;
/** Both are measured in turns, so that what else the machine does is in both. */
const rounds = 10;
const perRound = 40;

const statements = {
	'SELECT 1': 'SELECT 1',
	INSERT: "INSERT INTO albums (title) VALUES ('measured')",
} as const;

/** From asking for a statement to its outcome on real LiteFS, against a bare pipe to the same shell in the same container. */
export async function dockerRoundTrip(): Promise<readonly Row[]> {
	if (!(await engineAnswers('the round trip in Docker is'))) return [];
	const stack = await litefsStack('bench');
	try {
		const session = await openSession(stack.project);
		const engine = await connectEngine(findEndpoint());
		const found = (await findClusters()).find(({name}) => name === stack.project);
		const primary = found?.nodes.find(({name}) => name === 'primary');
		const container = primary?.container ?? '';
		const pipes = {
			'docker exec -i': openDockerExec(container),
			'the Engine API alone': await openPipe(engine, container),
		};
		const rows: Row[] = [];
		for (const [what, sql] of Object.entries(statements)) rows.push(await compare(what, sql, session, pipes));
		for (const pipe of Object.values(pipes)) await pipe.end();
		await session.end();
		return rows;
	} finally {
		await stack.down();
	}
}

async function compare(
	what: string,
	sql: string,
	session: Shell,
	pipes: Readonly<Record<string, Shell>>,
): Promise<Row> {
	const samples = new Map([session, ...Object.values(pipes)].map(shell => [shell, [] as number[]]));
	for (const shell of samples.keys()) await measure(warmUp, () => shell.run(sql));
	for (let round = 0; round < rounds; round++) {
		for (const [shell, taken] of samples) taken.push(...(await measure(perRound, () => shell.run(sql))));
	}
	const of = (shell: Shell) => samples.get(shell)!;
	const ratio = (shell: Shell) => (quantile(of(session), 0.5) / quantile(of(shell), 0.5)).toFixed(2);
	const peers = Object.entries(pipes).map(
		([name, pipe]) => `${name} ${spread(of(pipe))} (${ratio(pipe)} times)`,
	);
	return {
		what: `statement round trip on LiteFS in Docker (${what})`,
		litescope: spread(of(session)),
		peer: `a bare pipe to the same shell: by ${peers.join('; by ')}`,
		goal: 'at most 1.3 times a bare pipe',
	};
}

async function measure(count: number, run: () => Promise<unknown>): Promise<readonly number[]> {
	const samples: number[] = [];
	for (let index = 0; index < count; index++) {
		const began = performance.now();
		await run();
		samples.push(performance.now() - began);
	}
	return samples;
}

interface Shell {
	/** Runs a statement on the primary, and waits until it has ended. */
	run(sql: string): Promise<void>;
	end(): Promise<void>;
}

/** The driver's session, from the command to the event with the outcome. */
async function openSession(cluster: string): Promise<Shell> {
	const ready = Promise.withResolvers<void>();
	let done = () => {};
	let count = 0;
	const driver = openDocker(
		{name: 'bench', cluster, database: 'data.db'},
		events => {
			for (const event of events) {
				if (event.type === 'ready') ready.resolve();
				else if (event.type === 'outcome') done();
			}
		},
		{open() {}, rows() {}},
	);
	await ready.promise;
	return {
		run: sql =>
			new Promise(resolve => {
				done = resolve;
				count += 1;
				const statements = [{id: `statement ${count}`, sql}];
				driver.send({type: 'run', run: `run ${count}`, node: 'primary', statements});
			}),
		end: () => driver.close(),
	};
}

const shellCommand = ['sqlite3', '-batch', '-cmd', '.timeout 5000', '/litefs/data.db'];

/** The shell as `docker exec -i` pipes it. */
function openDockerExec(container: string): Shell {
	const docker = spawn('docker', ['exec', '-i', container, ...shellCommand], {
		stdio: ['pipe', 'pipe', 'ignore'],
	});
	const ended = once(docker, 'exit');
	const {take, shell} = pipeShell({
		write: text => void docker.stdin.write(text),
		async end() {
			docker.stdin.end();
			await ended;
		},
	});
	docker.stdout.on('data', take);
	return shell;
}

/** The shell as the Engine API alone pipes it. */
async function openPipe(engine: Engine, container: string): Promise<Shell> {
	const {take, shell} = pipeShell({
		write: text => stream.write(text),
		end: async () => stream.end(),
	});
	const stream = await engine.exec(container, shellCommand, {stdout: take, stderr() {}, ended() {}});
	return shell;
}

/** A shell behind a pipe, and what takes its output: what it prints behind a statement is its end. */
function pipeShell({write, end}: {write(text: string): void; end(): Promise<void>}) {
	let done = () => {};
	const shell: Shell = {
		run: sql =>
			new Promise(resolve => {
				done = resolve;
				write(`${sql};\n.print done\n`);
			}),
		end,
	};
	return {shell, take: lineReader(line => void (line === 'done' && done()))};
}
