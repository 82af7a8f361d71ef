/** The words from which the sample's names are made. None of the artists, albums and tracks exists. */
const list = (text: string) => text.trim().split(/\s*,\s*/);

export const words = {
	genres: list(
		'Rock, Jazz, Folk, Electronic, Hip-Hop, Soul, Classical, Metal, Reggae, Blues, Ambient, Bossa Nova',
	),
	mediaTypes: list('FLAC file, MP3 file, AAC file, Vinyl rip'),
	adjectives:
		list(`Amber, Quiet, Electric, Broken, Northern, Paper, Velvet, Slow, Crooked, Golden, Hollow, Distant,
		Lunar, Patient, Scarlet, Silver, Wandering, Winter, Copper, Gentle, Salty, Midnight, Rusty, Tidal`),
	nouns:
		list(`Harbour, Lantern, Orchard, Compass, Antenna, Meadow, Staircase, Kettle, Comet, Ferry, Sparrow, Satellite,
		Glacier, Carousel, Lighthouse, Typewriter, Thunder, Atlas, Balcony, Pendulum, Marble, Cinema, Umbrella, Delta`),
	groups: list('Quartet, Trio, Ensemble, Collective, Brothers, Sisters, Orchestra, Parade, Society, Club'),
	moments:
		list(`Before Breakfast, in the Rain, at Low Tide, After Closing Time, on Tuesday, Without Words, for Two,
		Under the Bridge, from Memory, by Candlelight, Going Home, Once More`),
	verbs: list(
		'Waiting for, Counting, Leaving, Painting, Losing, Building, Chasing, Missing, Learning, Mending',
	),
	firstNames:
		list(`Ada, Bruno, Chiara, Daiki, Elif, Farah, Gustav, Hana, Ines, Jonas, Kavita, Liam, Mateo, Noor, Olga,
		Priya, Quentin, Rosa, Søren, Tomás, Uma, Viktor, Wanda, Ximena, Yusuf, Zoë, Łukasz, Mei, Amara, Björn`),
	lastNames:
		list(`Almeida, Bergström, Costa, Dubois, Eriksen, Fischer, García, Haddad, Ivanov, Jensen, Kowalski,
		Lindqvist, Moreau, Nakamura, Okafor, Petrov, Quispe, Rossi, Schneider, Tanaka, Usman, Vega, Weber, Yılmaz,
		Zhang, Murphy, Novák, Silva, Patel, O’Brien`),
	companies: list(
		'Blue Door Radio, Studio Elf, Café Kilometre, North Quay Records, Seven Steps Dance School',
	),
	cities: [
		['Lisbon', 'Portugal'],
		['Oslo', 'Norway'],
		['São Paulo', 'Brazil'],
		['Kraków', 'Poland'],
		['Osaka', 'Japan'],
		['Lagos', 'Nigeria'],
		['Toronto', 'Canada'],
		['Montréal', 'Canada'],
		['Berlin', 'Germany'],
		['Zürich', 'Switzerland'],
		['Mumbai', 'India'],
		['Dublin', 'Ireland'],
		['Chicago', 'USA'],
		['Portland', 'USA'],
		['Prague', 'Czechia'],
		['İzmir', 'Türkiye'],
	] as readonly (readonly [string, string])[],
	playlists:
		list(`Shop Opening, Rainy Saturday, Staff Picks, Slow Mornings, Loud After Six, Long Drives, New In Store,
		Headphones Only, Birthday Party, Closing Time`),
} as const;
