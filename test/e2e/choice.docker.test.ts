import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type ForeignStack, foreignStack} from '../clusters/foreign/stack.ts';
import {type Home, keys, makeHome, startExplorer} from './explorer.ts';

describe('where several clusters run, and one has several databases', () => {
	let home: Home;
	let library: ForeignStack;
	let shop: ForeignStack;

	beforeAll(async () => {
		home = makeHome();
		library = await foreignStack('library', {
			services: ['desk', 'reading-room'],
			files: ['/srv/catalogue/books', '/srv/catalogue/loans.sqlite'],
		});
		shop = await foreignStack('shop', {services: ['till', 'window'], files: ['/opt/shop/db/shop.db']});
	});
	afterAll(async () => {
		home.clean();
		await library?.down();
		await shop?.down();
	});

	it('the explorer lets a person choose the cluster, then the database', async () => {
		const explorer = await startExplorer(home, {title: /^litescope · starting$/});
		try {
			await explorer.see('Several LiteFS clusters run in Docker.');
			const line = `${library.project}: desk, reading-room`;
			const place = explorer
				.text()
				.split('\n')
				.filter(one => /^┃ [▸ ] \S+: /.test(one))
				.findIndex(one => one.includes(line));
			explorer.write(keys.down.repeat(place));
			await explorer.see(`▸ ${line}`);
			explorer.write(keys.enter);
			await explorer.see(`${library.project} has several databases.`);
			expect(explorer.text()).toMatch(/▸ books .*\n.* loans\.sqlite /);
			explorer.write(keys.down + keys.enter);
			await explorer.waitForTitle(/^litescope · ready$/);
			await explorer.see(`docker: ${library.project}   loans.sqlite`);
			await explorer.see(/1 desk .* primary · writes here .*2 reading-room .* replica · reads/);
		} finally {
			await explorer.end();
		}
	});

	it('the explorer asks before the first write of a visit, and names what it would write to', async () => {
		const explorer = await startExplorer(home, {args: ['--docker', shop.project]});
		try {
			explorer.enter("INSERT INTO orders (what) VALUES ('a lamp');");
			await explorer.see(new RegExp(`${shop.project}[^]*till[^]*shop\\.db`));
			explorer.write('y');
			await explorer.see(/◂ TXID 03 {2}orders: 1 row inserted/);
		} finally {
			await explorer.end();
		}
	});
});
