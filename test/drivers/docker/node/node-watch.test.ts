import {expect, it} from 'vitest';
import type {LitefsContainer} from '../../../../source/drivers/docker/discovery/recognise.ts';
import type {Engine} from '../../../../source/drivers/docker/engine/engine.ts';
import {NodeWatch} from '../../../../source/drivers/docker/node/node-watch.ts';

it('looks into no container any more once it was let go of, whatever happens to it', async () => {
	let inspected = 0;
	const engine = {
		async inspect() {
			inspected += 1;
			throw new Error('There is no such container.');
		},
	} as Partial<Engine> as Engine;
	const nothing = () => {};
	const watch = new NodeWatch(
		{
			name: 'primary',
			engine: () => engine,
			database: 'data.db',
			changed: nothing,
			tables: nothing,
			moved: nothing,
			isBehind: () => false,
			holders: () => '',
			withShell: () => undefined,
			lost: nothing,
		},
		{id: 'c', container: 'primary'} as Partial<LitefsContainer> as LitefsContainer,
	);
	watch.close();
	watch.happened({type: 'container', action: 'start', id: 'c', attributes: {}});
	await watch.begin();
	expect(inspected).toBe(0);
});
