import type {Script} from '../../scripts/schema.ts';
import type {ScriptPanel} from '../../ui/screen/script.ts';
import {showScript} from '../../ui/script/show-script.ts';
import type {ExplorerStage} from '../explore/director.ts';
import {serveNotes} from '../notes/serve-notes.ts';
import type {Pace} from './pace.ts';

/** What a teller asks of the demo that it tells of. */
export interface Told {
	/** The caption; `isLate` where what is under way takes a while. */
	panel(isLate: boolean): ScriptPanel;
	/** The cluster is being waited for, not the hand that types. */
	isWaiting(): boolean;
	/** Another text wherever there is something new to look at. */
	moment(): string;
	/** Why it goes on on another cluster. */
	fallback(): string | undefined;
	/** The presenter's notes cannot be read anywhere: a sentence. */
	notServed(why: string): void;
	/** What a key would do, when it is time. */
	go(): void;
}

/** Standings in which a demo that goes by itself goes on when the text has been read. */
const resting: ReadonlySet<ScriptPanel['standing']> = new Set(['waiting', 'passed', 'failed']);

/** Tells the room and the presenter how a demo stands, and goes on by itself where the pace says so. */
export interface Teller {
	tell(): void;
	close(): Promise<void>;
}

/** Makes a teller. */
export function createTeller({runtime}: ExplorerStage, script: Script, pace: Pace, told: Told): Teller {
	const notes = serveNotes();
	void notes.opened.then(why => {
		if (why !== undefined) told.notServed(why);
	});
	/** When its first step was begun; undefined before that. */
	let beganAtMs: number | undefined;
	let isLate = false;
	let lateness: NodeJS.Timeout | undefined;
	let reading: {readonly moment: string; readonly timer: NodeJS.Timeout} | undefined;
	let last = '';
	let lastStep: number | undefined;

	const watchLateness = () => {
		if (!told.isWaiting()) {
			clearTimeout(lateness);
			lateness = undefined;
			isLate = false;
			return;
		}
		lateness ??= setTimeout(() => {
			isLate = true;
			tell();
		}, pace.lateMs);
	};
	const read = (panel: ScriptPanel) => {
		const {mode, overlays} = runtime.store.get().screen;
		const goesOn =
			pace.readingMs && resting.has(panel.standing) && mode === 'script' && overlays.length === 0;
		const moment = goesOn ? told.moment() : undefined;
		if (moment === reading?.moment) return;
		clearTimeout(reading?.timer);
		reading = undefined;
		if (moment === undefined) return;
		const text = panel.at === lastStep ? (panel.remark ?? '') : [panel.say, panel.predict ?? ''].join(' ');
		lastStep = panel.at;
		reading = {moment, timer: setTimeout(told.go, pace.readingMs!(text))};
	};
	const tell = () => {
		watchLateness();
		const panel = told.panel(isLate);
		read(panel);
		const line = JSON.stringify(panel);
		if (line === last) return;
		last = line;
		beganAtMs = panel.at < 0 ? undefined : (beganAtMs ?? Date.now());
		runtime.change(screen => showScript(screen, panel));
		const fallback = told.fallback();
		const text = script.steps[panel.at]?.notes;
		notes.tell({
			...panel,
			beganAtMs: beganAtMs ?? Date.now(),
			...(text !== undefined && {notes: text}),
			...(fallback !== undefined && {fallback}),
		});
	};
	return {
		tell,
		async close() {
			clearTimeout(lateness);
			clearTimeout(reading?.timer);
			await notes.close();
		},
	};
}
