import type {Given} from '../command-line.ts';

/** What was typed, where a script's file behind `--docker` is a file and not the name of a cluster. */
export function withScriptWords({flags, words}: Given): Given {
	const {docker} = flags;
	if (typeof docker !== 'string' || !/\.ya?ml$/i.test(docker)) return {flags, words};
	return {flags: {...flags, docker: ''}, words: [docker, ...words]};
}
