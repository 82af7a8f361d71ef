import {type Key, keyId} from '../../terminal/key.ts';

/** A lesson as it stands in the list. Texts are untrusted. */
export interface ListedLesson {
	readonly number: number;
	readonly title: string;
	readonly about: string;
	/** About how long it takes. */
	readonly minutes?: number;
	readonly steps: number;
	/** Steps that have been done, by how. */
	readonly solved: number;
	readonly withHints: number;
	readonly shown: number;
	/** It has been begun and not been ended. */
	readonly isUnderWay: boolean;
}

/** The list of lessons at one moment. Plain data. */
export interface LessonsScreen {
	readonly columns: number;
	readonly rows: number;
	readonly lessons: readonly ListedLesson[];
	/** The selected one, by its place. */
	readonly index: number;
	/** A question that y answers: whether the progress of the selected lesson is to be forgotten. */
	readonly isAsking: boolean;
	/** Something that has to be said. */
	readonly message?: string;
}

/** What a person wants. */
export type LessonsAct = 'up' | 'down' | 'open' | 'reset' | 'yes' | 'no' | 'quit' | 'redraw' | number;

const acts: Readonly<Record<string, LessonsAct>> = {
	up: 'up',
	k: 'up',
	down: 'down',
	j: 'down',
	tab: 'down',
	'shift+tab': 'up',
	enter: 'open',
	space: 'open',
	r: 'reset',
	q: 'quit',
	escape: 'quit',
	'ctrl+c': 'quit',
	'ctrl+d': 'quit',
	'ctrl+l': 'redraw',
};

/** What a key asks for; undefined where it does nothing. A digit is a lesson's number. */
export function lessonsActOf(key: Key, {isAsking}: LessonsScreen): LessonsAct | undefined {
	const id = keyId(key);
	if (isAsking) return id === 'ctrl+c' ? 'quit' : id === 'y' || id === 'Y' ? 'yes' : 'no';
	return /^[1-9]$/.test(id) ? Number(id) : acts[id];
}

/** The screen with another lesson selected. */
export function select(screen: LessonsScreen, index: number): LessonsScreen {
	const {message: _, ...rest} = screen;
	return {...rest, isAsking: false, index: Math.max(0, Math.min(index, screen.lessons.length - 1))};
}
