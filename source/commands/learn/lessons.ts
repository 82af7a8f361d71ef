import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {capabilities} from '../../drivers/embedded/capabilities.ts';
import {EmbeddedError} from '../../drivers/embedded/client.ts';
import {unmet} from '../../scripts/requirements.ts';
import {nearestName} from '../../sqlite/nearest.ts';
import type {CommandIo} from '../command-io.ts';
import {loadScripts, type ScriptFile} from '../scripts/load-scripts.ts';
import {shippedLessons} from '../scripts/shipped.ts';

/** A lesson that somebody can do. */
export interface Lesson extends ScriptFile {
	/** Its place among those that come with litescope, from 1; undefined for a file of somebody's own. */
	readonly number?: number;
	/** What its progress is kept under: the same for the same lesson, and for no other. */
	readonly key: string;
}

/** The lessons that come with litescope, in their order. Throws an EmbeddedError. */
export function loadLessons(io: CommandIo): readonly Lesson[] {
	const files = loadScripts(shippedLessons(), io);
	if (!files) throw new EmbeddedError(2, 'The lessons that come with litescope cannot be read.');
	return files.map((file, index) => ({...servedHere(file), number: index + 1, key: file.name}));
}

/**
 * The lesson that a word means: a number, a name or a part of one, the path of a file. Undefined where that file has
 * mistakes, which are said. Throws an EmbeddedError where there is none.
 */
export function findLesson(word: string, lessons: readonly Lesson[], io: CommandIo): Lesson | undefined {
	const shipped = shippedLesson(word, lessons);
	if (shipped) return shipped;
	if (/\.ya?ml$/i.test(word) || word.includes('/') || existsSync(word)) return ownLesson(word, io);
	const nearest = nearestName(
		word.toLowerCase(),
		lessons.flatMap(({name}) => [name, shortName(name)]),
	);
	const hint = nearest === undefined ? '' : ` ${nearest} is the nearest.`;
	throw new EmbeddedError(
		2,
		`There is no lesson ${word}.${hint} litescope learn lists them; a lesson of your own is a .yaml file.`,
	);
}

/** A lesson without the steps that the embedded cluster cannot serve. Throws an EmbeddedError where that is all of it. */
function servedHere(file: ScriptFile): ScriptFile {
	const cluster = {kind: 'embedded', capabilities};
	const {requires, steps} = file.script;
	const served = steps.filter(step => unmet(step.requires, cluster) === undefined);
	const why =
		unmet(requires, cluster) ?? (served.length === 0 ? unmet(steps[0]!.requires, cluster) : undefined);
	if (why === undefined) return {...file, script: {...file.script, steps: served}};
	throw new EmbeddedError(2, `${file.file} cannot be done as a lesson. ${why}`);
}

function shippedLesson(word: string, lessons: readonly Lesson[]): Lesson | undefined {
	const wanted = word.toLowerCase();
	const exact = lessons.find(({number, name}) => [String(number), name, shortName(name)].includes(wanted));
	if (exact || /^\d+$/.test(wanted)) return exact;
	const [only, ...others] = lessons.filter(({name}) => `-${shortName(name)}-`.includes(`-${wanted}-`));
	return others.length === 0 ? only : undefined;
}

/** A lesson's name without the number that its file's name begins with. */
function shortName(name: string): string {
	return name.replace(/^\d+-/, '');
}

function ownLesson(file: string, io: CommandIo): Lesson | undefined {
	const [loaded] = loadScripts([file], io) ?? [];
	if (!loaded) return undefined;
	const id = createHash('sha256').update(resolve(file)).digest('hex').slice(0, 8);
	const name = basename(file)
		.replace(/\.ya?ml$/i, '')
		.replaceAll(/[^\w-]+/g, '-')
		.slice(0, 40);
	return {...servedHere(loaded), key: `${name}-${id}`};
}
