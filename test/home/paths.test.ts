import {expect, test} from 'vitest';
import {homePaths} from '../../source/home/paths.ts';

test('folders are where the person’s other programs have theirs', () => {
	expect(homePaths({}, '/home/ada')).toEqual({
		config: '/home/ada/.config/litescope',
		state: '/home/ada/.local/state/litescope',
		cache: '/home/ada/.cache/litescope',
		data: '/home/ada/.local/share/litescope',
	});
});

test('XDG’s variables are followed, except where they are not absolute', () => {
	const paths = homePaths(
		{XDG_CONFIG_HOME: '/etc/ada', XDG_STATE_HOME: 'state', XDG_CACHE_HOME: '', XDG_DATA_HOME: '/data'},
		'/home/ada',
	);
	expect(paths).toEqual({
		config: '/etc/ada/litescope',
		state: '/home/ada/.local/state/litescope',
		cache: '/home/ada/.cache/litescope',
		data: '/data/litescope',
	});
});
