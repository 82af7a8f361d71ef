import {describe, expect, it} from 'vitest';
import {type Action, actions, type KeyContext} from '../../../source/ui/keys/actions.ts';
import {createKeymap} from '../../../source/ui/keys/keymap.ts';
import {keysText} from '../../../source/ui/overlays/keys-text.ts';
import {freshCluster} from '../../cluster/story.ts';
import {keymap, person} from '../person.ts';

const contexts = [...new Set(actions.flatMap(action => action.contexts))].filter(name => name !== 'always');

/** Actions that a chord could mean in a context, those behind all contexts included. */
const meant = (context: KeyContext, chord: string) =>
	actions.filter(
		({contexts: of, keys}) => (of.includes(context) || of.includes('always')) && keys.includes(chord),
	);

describe.each(contexts)('in %s', context => {
	const chords = actions
		.filter(({contexts: of}) => of.includes(context) || of.includes('always'))
		.flatMap(({keys}) => keys);

	it('no chord means two things', () => {
		const twice = chords.filter(chord => meant(context, chord).length > 1);
		expect(twice).toEqual([]);
	});

	it('no chord is the beginning of another', () => {
		const hidden = chords.filter(chord => chords.some(other => other.startsWith(`${chord} `)));
		expect(hidden).toEqual([]);
	});
});

describe('every action', () => {
	const someone = person(freshCluster(), {columns: 200, rows: 200});
	const list = keysText(someone.view(), keymap, 200)
		.map(line => line.map(({text}) => text).join(''))
		.join('\n');
	someone.press('ctrl+p');
	const palette = someone.reads();
	const isAnswer = ({footer, contexts: of}: Action) =>
		footer !== undefined &&
		of.every(context => ['confirm', 'choose', 'ask', 'palette', 'search'].includes(context));

	it.each(actions)('has a place where it can be found: $name', action => {
		const does = action.does.replace(/\d/, 'n');
		expect(
			new RegExp(`^┃ [▸ ] ${action.name} `, 'm').test(palette) || list.includes(does) || isAnswer(action),
		).toBe(true);
	});

	it.each(actions)('has a key that every terminal sends: $name', ({keys}) => {
		const isCommon = (chord: string) => !/\b(?:f\d+|alt\+.*|ctrl\+enter|shift\+enter)$/.test(chord);
		expect(keys.some(isCommon)).toBe(true);
	});

	it('has a name of its own', () => {
		const names = actions.map(({name}) => name);
		expect(names).toEqual([...new Set(names)]);
	});
});

describe('a key that was bound anew', () => {
	const rebound = createKeymap({run: ['ctrl+g'], 'external-editor': ['ctrl+x e']});

	it('does what it is bound to, and the old one does it no more', () => {
		expect(rebound.find('edit', 'ctrl+g')?.name).toBe('run');
		expect(rebound.find('edit', 'enter')).toBeUndefined();
		expect(rebound.begins('edit', 'ctrl+x')).toBe(true);
	});
});
