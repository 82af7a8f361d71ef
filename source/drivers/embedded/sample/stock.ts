import type {Insert} from './insert.ts';
import type {Random} from './random.ts';
import {words} from './words.ts';

export interface Track {
	readonly id: number;
	/** Cents, so that sums are exact. */
	readonly priceCents: number;
}

/** Adds genres, media types, artists, their albums and the albums' tracks. */
export function addStock(insert: Insert, random: Random, artists: number): readonly Track[] {
	for (const [index, name] of words.genres.entries()) insert('genres', [index + 1, name]);
	for (const [index, name] of words.mediaTypes.entries()) insert('media_types', [index + 1, name]);
	const tracks: Track[] = [];
	let albumId = 0;
	for (const [index, name] of artistNames(random, artists).entries()) {
		insert('artists', [index + 1, name]);
		const genre = random.between(1, words.genres.length);
		for (let count = random.between(1, 4); count > 0; count -= 1) {
			albumId += 1;
			insert('albums', [albumId, albumTitle(random), index + 1, random.between(1968, 2025)]);
			addTracks(insert, random, {albumId, genre, artist: name}, tracks);
		}
	}
	return tracks;
}

function addTracks(
	insert: Insert,
	random: Random,
	album: {readonly albumId: number; readonly genre: number; readonly artist: string},
	tracks: Track[],
): void {
	const mediaType = random.between(1, words.mediaTypes.length);
	for (let count = random.between(7, 14); count > 0; count -= 1) {
		const id = tracks.length + 1;
		const milliseconds = random.between(95_000, 540_000);
		const bytes = Math.floor(milliseconds * random.between(32, 110));
		const priceCents = random.onceIn(8) ? 199 : 99;
		const composer = random.onceIn(3)
			? `${random.pick(words.firstNames)} ${random.pick(words.lastNames)}`
			: random.onceIn(2)
				? album.artist
				: null;
		insert('tracks', [
			id,
			trackName(random),
			album.albumId,
			album.genre,
			mediaType,
			composer,
			milliseconds,
			bytes,
			priceCents / 100,
		]);
		tracks.push({id, priceCents});
	}
}

function artistNames(random: Random, count: number): readonly string[] {
	const names = new Set<string>();
	while (names.size < count) {
		const [adjective, noun] = [random.pick(words.adjectives), random.pick(words.nouns)];
		const forms = [
			`The ${adjective} ${plural(noun)}`,
			`${noun} ${random.pick(words.groups)}`,
			`${random.pick(words.firstNames)} ${random.pick(words.lastNames)}`,
			`${adjective} ${noun}`,
		];
		names.add(random.pick(forms));
	}
	return [...names];
}

function plural(noun: string): string {
	if (noun.endsWith('s')) return `${noun}es`;
	return noun.endsWith('y') && !noun.endsWith('ay') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function albumTitle(random: Random): string {
	return random.pick([
		`${random.pick(words.adjectives)} ${random.pick(words.nouns)}`,
		`${random.pick(words.nouns)} ${random.pick(words.moments)}`,
		`Songs ${random.pick(words.moments)}`,
	]);
}

function trackName(random: Random): string {
	return random.pick([
		`${random.pick(words.verbs)} the ${random.pick(words.nouns)}`,
		`${random.pick(words.adjectives)} ${random.pick(words.nouns)}`,
		`${random.pick(words.nouns)} ${random.pick(words.moments)}`,
	]);
}
