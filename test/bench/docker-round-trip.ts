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
		const pipe = await openPipe(engine, primary?.container ?? '');
		const rows: Row[] = [];
		for (const [what, sql] of Object.entries(statements)) rows.push(await compare(what, sql, session, pipe));
		await pipe.end();
		await session.end();
		return rows;
	} finally {
		await stack.down();
	}
}

async function compare(what: string, sql: string, session: Shell, pipe: Shell): Promise<Row> {
	const [ours, theirs]: [number[], number[]] = [[], []];
	await measure(warmUp, () => session.run(sql));
	await measure(warmUp, () => pipe.run(sql));
	for (let round = 0; round < rounds; round++) {
		ours.push(...(await measure(perRound, () => session.run(sql))));
		theirs.push(...(await measure(perRound, () => pipe.run(sql))));
	}
	const ratio = (quantile(ours, 0.5) / quantile(theirs, 0.5)).toFixed(2);
	return {
		what: `statement round trip on LiteFS in Docker (${what})`,
		litescope: spread(ours),
		peer: `a bare pipe to the same shell ${spread(theirs)}`,
		goal: `≤ 1.3 times: ${ratio}`,
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

/** The shell through the engine's own pipe; what it prints behind a statement is its end. */
async function openPipe(engine: Engine, container: string): Promise<Shell> {
	let done = () => {};
	const stream = await engine.exec(
		container,
		['sqlite3', '-batch', '-cmd', '.timeout 5000', '/litefs/data.db'],
		{
			stdout: lineReader(line => void (line === 'done' && done())),
			stderr() {},
			ended() {},
		},
	);
	return {
		run: sql =>
			new Promise(resolve => {
				done = resolve;
				stream.write(`${sql};\n.print done\n`);
			}),
		end: async () => stream.end(),
	};
}
