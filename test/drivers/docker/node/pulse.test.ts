import {expect, it} from 'vitest';
import {startPulse} from '../../../../source/drivers/docker/node/pulse.ts';

it('looks again for who asks for a look while there is one', async () => {
	const begun = Promise.withResolvers<void>();
	const first = Promise.withResolvers<void>();
	const second = Promise.withResolvers<void>();
	let looks = 0;
	const pulse = startPulse(
		() => 3_600_000,
		async () => {
			looks += 1;
			if (looks === 2) second.resolve();
			begun.resolve();
			await first.promise;
		},
	);
	pulse.nudge();
	await begun.promise;
	pulse.nudge();
	first.resolve();
	await second.promise;
	pulse.close();
	expect(looks).toBe(2);
});
