import {expect, it} from 'vitest';
import type {Access} from '../../../../source/drivers/docker/node/access.ts';
import {followEvents} from '../../../../source/drivers/docker/node/follow-events.ts';

/** A way to a node that tells nothing and never ends by itself, as one through a network that is not there any more. */
const silentWay = (by: string) =>
	({by, events: async (_, ended) => ({close: ended})}) as Partial<Access> as Access;

it('goes by another way when the networks have changed, though nothing said that the first had ended', async () => {
	const told: unknown[] = [];
	const [heardFirst, heardSecond] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	const following = followEvents({
		access: silentWay('10.0.0.2:20202'),
		findAccess: async () => silentWay('node in the container'),
		line() {},
		changed(isTold, access) {
			told.push([isTold, access?.by]);
			if (told.length === 1) heardFirst.resolve();
			else if (isTold) heardSecond.resolve();
		},
	});
	await heardFirst.promise;
	following.findAgain();
	expect((await following.way())?.by).toBe('node in the container');
	await heardSecond.promise;
	following.close();
	expect(told).toEqual([
		[true, '10.0.0.2:20202'],
		[false, '10.0.0.2:20202'],
		[true, 'node in the container'],
	]);
});
