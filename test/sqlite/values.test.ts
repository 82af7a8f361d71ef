import Database from 'better-sqlite3';
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {formatReal, showValue, toLiteral, type Value} from '../../source/sqlite/values.ts';
import {check} from './random.ts';

const db = new Database(':memory:').defaultSafeIntegers();
const print = db.prepare("SELECT printf('%!.15g', ?)").pluck();
afterAll(() => db.close());

const fromSqlite = (expression: string): unknown => {
	const value = db.prepare(`SELECT ${expression}`).pluck().get();
	return value instanceof Uint8Array ? new Uint8Array(value) : value;
};

const integer = fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n});
const real = fc.double({noNaN: true});
const text = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.string({unit: fc.constantFrom('\0', "'", 'a', '\n', '\ue000')}),
);

describe('a literal gives the value back, with its type', () => {
	test.each<[Value]>([
		[null],
		[0n],
		[-9223372036854775808n],
		[9223372036854775807n],
		[5],
		[-0],
		[0.1 + 0.2],
		[5e-324],
		[Number.MAX_VALUE],
		[Infinity],
		[-Infinity],
		[''],
		["it's"],
		['a\0b\0'],
		['\0\ue000'],
		[new Uint8Array()],
		[new Uint8Array([0, 255])],
	])('%s', value => {
		expect(fromSqlite(toLiteral(value))).toStrictEqual(value);
	});

	test('for any value', () => {
		check(
			fc.property(fc.oneof(integer, real, text, fc.uint8Array(), fc.constant(null)), value => {
				expect(fromSqlite(toLiteral(value))).toStrictEqual(value);
			}),
			1_000,
		);
	});

	test('for a text of many NULs', () => {
		const value = 'a\0'.repeat(5_000);
		expect(fromSqlite(toLiteral(value))).toBe(value);
	});

	test('NaN is NULL, as SQLite stores it', () => {
		expect(toLiteral(Number.NaN)).toBe('NULL');
	});
});

describe('a value in a table', () => {
	test('NULL and the text NULL have different kinds', () => {
		expect(showValue(null, 10)).toEqual({text: 'NULL', kind: 'null'});
		expect(showValue('NULL', 10)).toEqual({text: 'NULL', kind: 'text'});
	});

	test('an integer of 64 bits is there digit by digit', () => {
		expect(showValue(9007199254740993n, 4)).toEqual({text: '9007199254740993', kind: 'integer'});
	});

	test('a REAL is never mistaken for an integer', () => {
		expect(showValue(5, 4)).toEqual({text: '5.0', kind: 'real'});
		expect(formatReal(1e15)).toBe('1.0e+15');
		expect(formatReal(0.1 + 0.2)).toBe('0.3');
		expect(formatReal(1.5e-7)).toBe('1.5e-07');
		expect(formatReal(-Infinity)).toBe('-Inf');
	});

	test('a REAL of up to 15 digits looks as SQLite prints it', () => {
		const decimal = fc
			.tuple(fc.integer({min: -999_999_999, max: 999_999_999}), fc.integer({min: -300, max: 290}))
			.map(([digits, power]) => Number(`${digits}e${power}`));
		const cents = fc.integer().map(count => count / 100);
		check(
			fc.property(fc.oneof(decimal, cents), value => {
				expect(formatReal(value)).toBe(print.get(value));
			}),
			1_000,
		);
	});

	test('a short blob is there whole, a long one with its length', () => {
		expect(showValue(new Uint8Array([1, 2, 255]), 3)).toEqual({text: "x'0102ff'", kind: 'blob'});
		expect(showValue(new Uint8Array(1024).fill(1), 2)).toEqual({text: "x'0101…' 1,024 B", kind: 'blob'});
	});

	test('a text is as it is, and a long one is cut between characters', () => {
		expect(showValue('a\tb\n', 10).text).toBe('a\tb\n');
		expect(showValue('abc\u{1f600}d', 4).text).toBe('abc…');
	});
});
