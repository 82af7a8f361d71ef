import {test} from 'vitest';
import {torture} from './torture.ts';

const seconds = Number(process.env.LITESCOPE_SECONDS ?? 120);

test(
	'nothing that was acknowledged is lost, whatever is killed while three programs write',
	async () => {
		await torture(seconds);
	},
	(seconds + 120) * 1000,
);
