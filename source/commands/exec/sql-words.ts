import type {Given} from '../command-line.ts';

/** What was typed, where SQL behind `--docker` is SQL and not the name of a cluster, which has no such characters. */
export function withSqlWord({flags, words}: Given): Given {
	const {docker} = flags;
	if (typeof docker !== 'string' || words.length > 0 || !/^\.|[\s;]/.test(docker)) return {flags, words};
	return {flags: {...flags, docker: ''}, words: [docker]};
}
