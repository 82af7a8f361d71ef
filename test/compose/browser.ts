import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {until} from '../stack/stack.ts';

/** A page of a headless Chromium, driven by its DevTools protocol. */
export interface Browser {
	/** Opens an address and waits until it has been loaded. */
	open(url: string): Promise<void>;
	/** The value of an expression in the page, which may be a promise. */
	evaluate<T>(expression: string): Promise<T>;
	/** The text of the first element that matches; undefined where none does. */
	text(selector: string): Promise<string | undefined>;
	/** Makes the page as large as that, in CSS pixels. */
	resize(width: number, height: number): Promise<void>;
	/** Presses a form's button and waits for the page that comes of it. */
	submit(selector: string): Promise<void>;
	close(): Promise<void>;
}

/** The program, where there is one; says on standard error what is skipped when not. */
export function findChromium(whatIsSkipped: string): string | undefined {
	for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
		try {
			return execFileSync('sh', ['-c', `command -v ${name}`], {encoding: 'utf8'}).trim();
		} catch {
			// Perhaps by the next name.
		}
	}
	process.stderr.write(`There is no Chromium here: ${whatIsSkipped} skipped.\n`);
	return undefined;
}

/** Starts Chromium with a profile of its own. */
export async function openBrowser(program: string): Promise<Browser> {
	const profile = mkdtempSync(join(tmpdir(), 'litescope-chromium-'));
	// Where this runs as root, Chromium's sandbox cannot.
	const options = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
	const child = spawn(
		program,
		[...options, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
		{
			stdio: 'ignore',
			// What it leaves there goes with the profile.
			env: {...process.env, TMPDIR: profile},
		},
	);
	const page = await connect(await pageAddress(join(profile, 'DevToolsActivePort')));
	await page.send('Page.enable');
	const evaluate = async <T>(expression: string): Promise<T> => {
		const answer = await page.send('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true});
		if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
		return (answer.result as {value: T}).value;
	};
	const loading = async (start: () => Promise<unknown>) => {
		const loaded = page.once('Page.loadEventFired');
		await start();
		await loaded;
	};
	return {
		open: url => loading(() => page.send('Page.navigate', {url})),
		evaluate,
		text: selector => evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent`),
		async resize(width, height) {
			const metrics = {width, height, deviceScaleFactor: 1, mobile: false};
			await page.send('Emulation.setDeviceMetricsOverride', metrics);
		},
		submit: selector =>
			loading(() => evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`)),
		async close() {
			page.close();
			await ended(child);
			rmSync(profile, {recursive: true, force: true});
		},
	};
}

/** Chromium writes the port that it has chosen to a file. */
async function pageAddress(file: string): Promise<string> {
	await until('Chromium', async () => existsSync(file) && readFileSync(file, 'utf8').includes('\n'), Boolean);
	const port = readFileSync(file, 'utf8').split('\n')[0];
	const pages = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
		type: string;
		webSocketDebuggerUrl: string;
	}[];
	return pages.find(({type}) => type === 'page')!.webSocketDebuggerUrl;
}

type Message = Readonly<Record<string, unknown>>;

async function connect(address: string) {
	const socket = new WebSocket(address);
	await new Promise(resolve => socket.addEventListener('open', resolve, {once: true}));
	const waiting = new Map<unknown, (message: Message) => void>();
	let count = 0;
	socket.addEventListener('message', ({data}) => {
		const message = JSON.parse(String(data)) as Message;
		const key = message.id ?? message.method;
		waiting.get(key)?.((message.result ?? message) as Message);
		waiting.delete(key);
	});
	const once = (key: unknown) => new Promise<Message>(resolve => waiting.set(key, resolve));
	return {
		once,
		send(method: string, params: Message = {}) {
			count += 1;
			const answer = once(count);
			socket.send(JSON.stringify({id: count, method, params}));
			return answer;
		},
		close: () => socket.close(),
	};
}

async function ended(child: ChildProcess): Promise<void> {
	const closed = new Promise(resolve => child.once('close', resolve));
	child.kill();
	await closed;
}
