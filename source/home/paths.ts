import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';

/** The folders in which litescope keeps what is a person's. None of them need exist. */
export interface HomePaths {
	/** Settings, which people write. */
	readonly config: string;
	/** What a person would miss but not copy to another machine, such as the history. */
	readonly state: string;
	/** What can be made again. */
	readonly cache: string;
	/** What a person made, such as clusters that are kept. */
	readonly data: string;
}

/**
 * litescope's folders by the XDG Base Directory Specification 0.8, on macOS as on Linux
 * (https://specifications.freedesktop.org/basedir-spec/latest/): a path that is not absolute is no path.
 */
export function homePaths(env: Readonly<Record<string, string | undefined>>, home: string): HomePaths {
	const folder = (set: string | undefined, ...fallback: string[]) =>
		join(set !== undefined && isAbsolute(set) ? set : join(home, ...fallback), 'litescope');
	return {
		config: folder(env.XDG_CONFIG_HOME, '.config'),
		state: folder(env.XDG_STATE_HOME, '.local', 'state'),
		cache: folder(env.XDG_CACHE_HOME, '.cache'),
		data: folder(env.XDG_DATA_HOME, '.local', 'share'),
	};
}

/** The path of a file in this person's state folder. */
export function statePath(name: string): string {
	return join(homePaths(process.env, homedir()).state, name);
}

/** The path of a file in this person's config folder. */
export function configPath(name: string): string {
	return join(homePaths(process.env, homedir()).config, name);
}
