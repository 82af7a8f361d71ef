/** A value of SQLite's: INTEGER as bigint, REAL as number, TEXT as string, BLOB as bytes, NULL as null. */
export type Value = null | bigint | number | string | Uint8Array;

/** A value as text for a person. The text of a text is untrusted: control characters are still in it. */
export interface ShownValue {
	readonly text: string;
	readonly kind: 'null' | 'integer' | 'real' | 'text' | 'blob';
}

const hexOf = (bytes: Uint8Array): string => {
	let hex = '';
	for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
	return hex;
};

/** A character of the private use area that does not occur in a text. */
const absentCharacter = (text: string): string => {
	for (let code = 0xe000; code < 0xf900; code++) {
		const character = String.fromCharCode(code);
		if (!text.includes(character)) return character;
	}
	// Private use planes 15 and 16 have room for any text that fits in memory.
	let code = 0xf0000;
	while (text.includes(String.fromCodePoint(code))) code++;
	return String.fromCodePoint(code);
};

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** SQLite ends a statement at a NUL, so one in a text has to be put there by an expression. */
const textLiteral = (text: string): string => {
	if (!text.includes('\0')) return quote(text);
	const mark = absentCharacter(text);
	return `replace(${quote(text.replaceAll('\0', mark))},'${mark}',char(0))`;
};

const realLiteral = (value: number): string => {
	if (Number.isNaN(value)) return 'NULL';
	if (value === Infinity) return '9e999';
	if (value === -Infinity) return '-9e999';
	// JavaScript writes the shortest digits that give the number back; SQLite needs a sign that it is a REAL.
	const digits = Object.is(value, -0) ? '-0' : String(value);
	return /[.e]/.test(digits) ? digits : `${digits}.0`;
};

/** An SQL expression that gives exactly this value back, with its type. NaN is NULL, as SQLite stores it. */
export const toLiteral = (value: Value): string => {
	if (value === null) return 'NULL';
	if (typeof value === 'bigint') return value.toString();
	if (typeof value === 'number') return realLiteral(value);
	if (typeof value === 'string') return textLiteral(value);
	return `x'${hexOf(value)}'`;
};

/** A number's significant digits, and the power of ten of the first of them. */
const decimalOf = (value: number): {digits: string; exponent: number} => {
	const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e');
	return {digits: mantissa.replace('.', '').replace(/0+$/, ''), exponent: Number(exponent)};
};

/**
 * A REAL as SQLite's printf('%!.15g') writes it, which is what the sqlite3 shell shows up to SQLite 3.51: 15
 * significant digits, rounded exactly, and always a point. toLiteral has all the digits.
 */
export const formatReal = (value: number): string => {
	if (Number.isNaN(value)) return 'NULL';
	if (value === 0) return '0.0';
	const sign = value < 0 ? '-' : '';
	if (!Number.isFinite(value)) return `${sign}Inf`;
	const {digits, exponent} = decimalOf(Math.abs(value));
	if (exponent < -4 || exponent >= 15) {
		const power = String(Math.abs(exponent)).padStart(2, '0');
		return `${sign}${digits[0]}.${digits.slice(1) || '0'}e${exponent < 0 ? '-' : '+'}${power}`;
	}
	if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
	const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
	return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
};

/** A whole number with its digits in groups of three: 1,234,567. */
export const groupDigits = (count: number | bigint): string =>
	String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

const showBlob = (bytes: Uint8Array, limit: number): string =>
	bytes.length <= limit
		? `x'${hexOf(bytes)}'`
		: `x'${hexOf(bytes.subarray(0, limit))}…' ${groupDigits(bytes.length)} B`;

const showText = (text: string, limit: number): string => {
	if (text.length <= limit) return text;
	const last = text.charCodeAt(limit - 1);
	const isHalfPair = last >= 0xd800 && last < 0xdc00;
	return `${text.slice(0, isHalfPair ? limit - 1 : limit)}…`;
};

/**
 * A value for a table. `limit` bounds how much of it is shown, in bytes of a blob and UTF-16 units of a text;
 * what is cut ends in `…`, and a blob then says how long it is.
 */
export const showValue = (value: Value, limit: number): ShownValue => {
	if (value === null) return {text: 'NULL', kind: 'null'};
	if (typeof value === 'bigint') return {text: value.toString(), kind: 'integer'};
	if (typeof value === 'number') return {text: formatReal(value), kind: 'real'};
	if (typeof value === 'string') return {text: showText(value, limit), kind: 'text'};
	return {text: showBlob(value, limit), kind: 'blob'};
};
