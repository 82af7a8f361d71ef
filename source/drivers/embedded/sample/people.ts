import type {Insert} from './insert.ts';
import type {Random} from './random.ts';
import {words} from './words.ts';

/** Titles in the order of the employees, and to whom each reports. */
const staff: readonly (readonly [title: string, reportsTo: number | null])[] = [
	['General Manager', null],
	['Sales Manager', 1],
	['Sales Support', 2],
	['Sales Support', 2],
	['Sales Support', 2],
	['Stock Manager', 1],
	['Stock Clerk', 6],
	['Repairs', 6],
];
const supportIds = [3, 4, 5];

export interface Customer {
	readonly id: number;
	readonly city: string;
	readonly country: string;
}

/** Adds the shop's employees and its customers, who each have one of Sales Support looking after them. */
export function addPeople(insert: Insert, random: Random, customers: number): readonly Customer[] {
	for (const [index, [title, reportsTo]] of staff.entries()) {
		const hired = `${2012 + index}-${pad(random.between(1, 12))}-${pad(random.between(1, 28))}`;
		const name = [random.pick(words.firstNames), random.pick(words.lastNames)];
		insert('employees', [index + 1, ...name, title, reportsTo, hired]);
	}
	return Array.from({length: customers}, (_, index) => {
		const id = index + 1;
		const [first, last] = [random.pick(words.firstNames), random.pick(words.lastNames)];
		const [city, country] = random.pick(words.cities);
		const company = random.onceIn(6) ? random.pick(words.companies) : null;
		const email = `${plain(first)}.${plain(last)}.${id}@example.com`;
		insert('customers', [id, first, last, company, city, country, email, random.pick(supportIds)]);
		return {id, city, country};
	});
}

/** A number of two digits. */
export function pad(number: number): string {
	return String(number).padStart(2, '0');
}

const letters: Readonly<Record<string, string>> = {ł: 'l', ø: 'o', ı: 'i'};

/** A name as it goes into a mail address: ASCII letters only. */
function plain(name: string): string {
	return name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[^a-z]/gu, letter => letters[letter] ?? '');
}
