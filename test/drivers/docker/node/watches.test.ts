import {expect, it} from 'vitest';
import type {HeldLock, Hold} from '../../../../source/cluster/node.ts';
import type {Access} from '../../../../source/drivers/docker/node/access.ts';
import {HoldWatch} from '../../../../source/drivers/docker/node/hold-watch.ts';
import type {Keeper} from '../../../../source/drivers/docker/node/keeper.ts';
import {LockWatch} from '../../../../source/drivers/docker/node/lock-watch.ts';
import {eventually} from '../../../clusters/eventually.ts';

const database = 'data.db';
const debugVars = (locks: object) => JSON.stringify({store: {dbs: {[database]: {locks}}}});
const keeper = {sleeps: async (pid: number) => pid === 2, users: async () => []} as Partial<Keeper> as Keeper;

/** A node whose locks are asked for, and not told before the test does. */
function slowNode() {
	const asked = Promise.withResolvers<void>();
	const answer = Promise.withResolvers<string>();
	const access = {
		lockLookMs: 0,
		debugVars() {
			asked.resolve();
			return answer.promise;
		},
	} as Partial<Access> as Access;
	return {access, keeper, asked: asked.promise, answer: answer.resolve};
}

it('tells no reader of a replica that was lost, or caught up, while its locks were looked at', async () => {
	const holds: (Hold | undefined)[] = [];
	const watch = new HoldWatch({database, holders: () => '', held: hold => holds.push(hold)});
	const {access, asked, answer} = slowNode();
	await watch.behind(access);
	let look = Promise.resolve();
	await eventually('it is behind for long enough to look', async () => {
		look = watch.behind(access);
		return Promise.race([asked.then(() => true), look.then(() => false)]);
	});
	watch.release();
	answer(debugVars({shared: 'shared'}));
	await look;
	expect(holds.filter(Boolean)).toEqual([]);
});

it('tells no lock of a node that was lost while its locks were looked at', async () => {
	const locks: (HeldLock | undefined)[] = [];
	const watch = new LockWatch({database, told: lock => locks.push(lock)});
	const node = slowNode();
	watch.runs(2);
	await eventually('the statement has run for long', async () => watch.isWanted);
	const look = watch.look(node);
	await node.asked;
	watch.forget();
	node.answer(debugVars({reserved: 'exclusive'}));
	await look;
	expect(locks.filter(Boolean)).toEqual([]);
});

it('tells that a statement waits, whatever else of litescope runs and ends beside it', async () => {
	let told: HeldLock | undefined;
	const watch = new LockWatch({
		database,
		told(lock) {
			told = lock;
		},
	});
	const access = {
		lockLookMs: 0,
		debugVars: async () => debugVars({reserved: 'exclusive'}),
	} as Partial<Access> as Access;
	const ended = watch.runs(2);
	await eventually('the statement has run for long', async () => watch.isWanted);
	watch.runs(1)();
	await watch.look({access, keeper});
	expect(told).toMatchObject({kind: 'write', waitingSinceMs: expect.any(Number)});
	ended();
	expect(told).not.toHaveProperty('waitingSinceMs');
});
