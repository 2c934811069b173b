import { Migration } from '@mikro-orm/migrations';

/** The case file: records, who is party to them, their chronology, notes and attachments. */
export class Migration0004Records extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists records`);
    // Words as they are searched: plain letters and digits with one blank between. `unaccent` is only stable because its
    // dictionary could change; named outright it is safe to index.
    this.addSql(`
      create function records.words(given text) returns text
        language sql immutable parallel safe strict
        return regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, given)), '[^[:alnum:]]+', ' ', 'g')`);
    this.addSql(`
      create table records.record (
        id uuid primary key,
        number text not null unique check (number ~ '^[A-Z]{2,6}-[0-9]{4}-[0-9]{5,}$'),
        kind text not null check (kind in ('permit', 'project', 'license', 'case')),
        type_code text not null,
        type_name text not null,
        category text,
        status text not null,
        status_label text not null,
        address jsonb,
        description text,
        contractor_name text,
        is_public boolean not null,
        opened_at timestamptz not null,
        opened_on date not null,
        issued_on date,
        expires_on date,
        closed_at timestamptz,
        fees_due_cents int not null default 0 check (fees_due_cents >= 0),
        next_step_actor text not null check (next_step_actor in ('applicant', 'contractor', 'city', 'none')),
        next_step_label text not null,
        next_step_since timestamptz not null,
        waiting_since timestamptz not null,
        seconds_with_city int not null default 0 check (seconds_with_city >= 0),
        seconds_with_applicant int not null default 0 check (seconds_with_applicant >= 0),
        last_with_city_at timestamptz,
        search_text text not null default '',
        version int not null default 1,
        search_document text generated always as (records.words(
          ' ' || number || ' ' || kind || ' ' || type_name || ' ' || coalesce(address->>'line1', '') || ' ' || coalesce(address->>'line2', '')
          || ' ' || coalesce(address->>'city', '') || ' ' || coalesce(address->>'zip', '') || ' ' || coalesce(address->>'parcelNumber', '')
          || ' ' || coalesce(contractor_name, '') || ' ' || search_text || ' ')) stored,
        address_text text generated always as (records.words(
          ' ' || coalesce(address->>'line1', '') || ' ' || coalesce(address->>'line2', '') || ' ' || coalesce(address->>'city', '')
          || ' ' || coalesce(address->>'state', '') || ' ' || coalesce(address->>'zip', '')
          || ' ' || coalesce(address->>'parcelNumber', '') || ' ')) stored,
        contractor_text text generated always as (records.words(' ' || coalesce(contractor_name, '') || ' ')) stored
      )`);
    this.addSql(`create index record_search on records.record using gin (search_document gin_trgm_ops) where is_public`);
    this.addSql(`create index record_address on records.record using gin (address_text gin_trgm_ops) where is_public`);
    this.addSql(`create index record_contractor on records.record using gin (contractor_text gin_trgm_ops) where is_public`);
    this.addSql(`create index record_newest on records.record (id desc) where is_public`);
    this.addSql(`create index record_type on records.record (type_code, id desc) where is_public`);
    this.addSql(`create index record_status on records.record (status, id desc) where is_public`);
    this.addSql(
      `create index record_work_queue on records.record (waiting_since, id) where next_step_actor = 'city' and closed_at is null`,
    );
    // The vocabulary of the public records, in which misspelt words are looked up. Without a unique key on purpose: those who bring
    // the same new word at once must not wait for each other, and a word that stands here twice does no harm.
    this.addSql(`create table records.search_word (word text not null)`);
    this.addSql(`create index search_word_word on records.search_word (word)`);
    this.addSql(`create index search_word_alike on records.search_word using gin (word gin_trgm_ops)`);
    this.addSql(`
      create function records.learn_words(documents text[]) returns void language sql as $$
        insert into records.search_word (word)
        select distinct w from unnest(documents) document, regexp_split_to_table(document, ' ') w
        where length(w) between 4 and 40 and w !~ '[0-9]'
          and not exists (select 1 from records.search_word known where known.word = w)
      $$`);
    this.addSql(`
      create function records.learn_from_new() returns trigger language plpgsql as $$
        begin
          perform records.learn_words((select array_agg(search_document) from added where is_public));
          return null;
        end
      $$`);
    this.addSql(`
      create function records.learn_from_changed() returns trigger language plpgsql as $$
        begin
          perform records.learn_words(array[new.search_document]);
          return null;
        end
      $$`);
    this.addSql(`
      create trigger learn_from_new after insert on records.record
        referencing new table as added for each statement execute function records.learn_from_new()`);
    this.addSql(`
      create trigger learn_from_changed after update of is_public, type_name, address, contractor_name, search_text on records.record
        for each row when (new.is_public) execute function records.learn_from_changed()`);
    this.addSql(`
      create table records.party (
        id uuid primary key,
        record_id uuid not null references records.record (id),
        account_id uuid not null references accounts.account (id),
        relation text not null check (relation in ('owner', 'linked')),
        source text not null,
        since timestamptz not null,
        unique (account_id, record_id, source)
      )`);
    this.addSql(`create index party_record on records.party (record_id)`);
    this.addSql(`
      create table records.record_event (
        id uuid primary key,
        record_id uuid not null references records.record (id),
        type text not null,
        summary text not null,
        visibility text not null check (visibility in ('public', 'parties', 'staff')),
        details jsonb,
        actor_id uuid,
        occurred_at timestamptz not null
      )`);
    this.addSql(`create index record_event_record on records.record_event (record_id, id desc)`);
    this.addSql(`
      create table records.note (
        id uuid primary key,
        record_id uuid not null references records.record (id),
        author_id uuid not null references accounts.account (id),
        text text not null,
        written_at timestamptz not null
      )`);
    this.addSql(`create index note_record on records.note (record_id, id desc)`);
    this.addSql(`
      create table records.attachment (
        id uuid primary key,
        record_id uuid not null references records.record (id),
        family_id uuid not null references records.attachment (id),
        version int not null check (version > 0),
        document_type text not null check (document_type ~ '^[A-Za-z0-9][A-Za-z0-9_-]{1,59}$'),
        file_name text not null,
        content_type text not null,
        size_bytes int not null check (size_bytes > 0),
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        file_key text not null unique,
        review_id uuid,
        visibility text not null check (visibility in ('private', 'parties')),
        uploaded_by uuid not null references accounts.account (id),
        uploaded_at timestamptz not null,
        scan text not null check (scan in ('pending', 'clean', 'infected', 'not-scanned')),
        scan_signature text,
        deleted_at timestamptz,
        deleted_by uuid references accounts.account (id),
        unique (family_id, version)
      )`);
    this.addSql(`create index attachment_record on records.attachment (record_id, id desc) where deleted_at is null`);
    this.addSql(`create index attachment_pending on records.attachment (uploaded_at) where scan = 'pending' and deleted_at is null`);
    // A file's key is noted here before its first byte is written, so that nothing in the store is ever forgotten.
    this.addSql(`
      create table records.attachment_file (
        key text primary key,
        reserved_at timestamptz not null,
        attachment_id uuid unique references records.attachment (id)
      )`);
    this.addSql(`create index attachment_file_orphan on records.attachment_file (key) where attachment_id is null`);
  }
}
