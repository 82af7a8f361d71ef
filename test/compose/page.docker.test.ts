import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {docker} from '../stack/engine.ts';
import {type TestStack, testStack, until} from '../stack/stack.ts';
import {type Browser, findChromium, openBrowser} from './browser.ts';

const chromium = findChromium('the tests of the invoices page are');
const patienceMs = 5 * 60_000;

let stack: TestStack;
let browser: Browser;

describe.skipIf(chromium === undefined)('the invoices page, in a browser', {timeout: patienceMs}, () => {
	beforeAll(async () => {
		stack = await testStack();
		const up = await stack.up({port: stack.port});
		expect(up, up.said).toMatchObject({exitStatus: 0});
		const look = async () =>
			new Set([await stack.ask('/invoices/1'), await stack.ask('/invoices/1')].map(({node}) => node));
		await until('both nodes behind the ingress', look, nodes => nodes.size === 2);
		browser = await openBrowser(chromium!);
	}, patienceMs);

	afterAll(async () => {
		await browser?.close();
		await stack.down({volumes: true});
		await docker('rmi', `${stack.project}-node`, `${stack.project}-ingress`);
	}, patienceMs);

	it('shows an invoice, each time from the next node', async () => {
		const nodes: (string | undefined)[] = [];
		for (let time = 0; time < 4; time += 1) {
			await browser.open(`http://127.0.0.1:${stack.port}/invoices/1`);
			expect(await browser.text('h1')).toBe('Invoice 1');
			expect(await browser.text('#position')).toMatch(/^[0-9a-f]{16}\/[0-9a-f]{16}$/);
			expect(await browser.text('#role')).toBe(
				(await browser.text('#node')) === 'primary' ? 'primary' : 'replica',
			);
			nodes.push(await browser.text('#node'));
		}
		expect(new Set(nodes)).toEqual(new Set(['primary', 'replica-1']));
		for (const [index, node] of nodes.entries()) expect(node).not.toBe(nodes[index + 1]);
	});

	it('creates an invoice and shows it at once, on whichever node', async () => {
		for (const number of [421, 422, 423]) {
			await browser.open(`http://127.0.0.1:${stack.port}/`);
			await browser.submit('form button');
			expect(await browser.text('h1')).toBe(`Invoice ${number}`);
		}
		await browser.open(`http://127.0.0.1:${stack.port}/`);
		expect(await browser.text('tbody a')).toBe('423');
	});

	it('fits on a telephone', async () => {
		await browser.resize(360, 640);
		for (const path of ['/invoices', '/invoices/1']) {
			await browser.open(`http://127.0.0.1:${stack.port}${path}`);
			const [content, view] = await browser.evaluate<number[]>(
				'[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
			);
			expect(content).toBe(view);
		}
	});

	it('says what is wrong on a page of its own', async () => {
		await browser.open(`http://127.0.0.1:${stack.port}/invoices/one`);
		expect(await browser.text('.refused')).toBe(
			'The number of an invoice is a whole number from 1, not one.',
		);
	});
});
