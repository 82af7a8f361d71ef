/** The tables of the sample database: a record shop, its stock, its people and what they bought. */
export const schema = `
CREATE TABLE artists (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE albums (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  artist_id INTEGER NOT NULL REFERENCES artists (id),
  year INTEGER NOT NULL
);
CREATE TABLE genres (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE media_types (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE tracks (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  album_id INTEGER NOT NULL REFERENCES albums (id),
  genre_id INTEGER NOT NULL REFERENCES genres (id),
  media_type_id INTEGER NOT NULL REFERENCES media_types (id),
  composer TEXT,
  milliseconds INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  unit_price NUMERIC(10,2) NOT NULL
);
CREATE TABLE employees (
  id INTEGER PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  title TEXT NOT NULL,
  reports_to INTEGER REFERENCES employees (id),
  hired TEXT NOT NULL
);
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  company TEXT,
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  email TEXT NOT NULL,
  support_id INTEGER REFERENCES employees (id)
);
CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  date TEXT NOT NULL,
  city TEXT NOT NULL,
  country TEXT NOT NULL,
  total NUMERIC(10,2) NOT NULL
);
CREATE TABLE invoice_items (
  id INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoices (id),
  track_id INTEGER NOT NULL REFERENCES tracks (id),
  unit_price NUMERIC(10,2) NOT NULL,
  quantity INTEGER NOT NULL
);
CREATE TABLE playlists (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE playlist_track (
  playlist_id INTEGER NOT NULL REFERENCES playlists (id),
  track_id INTEGER NOT NULL REFERENCES tracks (id),
  PRIMARY KEY (playlist_id, track_id)
) WITHOUT ROWID;
CREATE INDEX albums_artist ON albums (artist_id);
CREATE INDEX tracks_album ON tracks (album_id);
CREATE INDEX tracks_genre ON tracks (genre_id);
CREATE INDEX customers_support ON customers (support_id);
CREATE INDEX invoices_customer ON invoices (customer_id);
CREATE INDEX invoice_items_invoice ON invoice_items (invoice_id);
CREATE INDEX invoice_items_track ON invoice_items (track_id);
`;
