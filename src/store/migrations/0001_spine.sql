-- The spine: tenants, their syncs, and the rows and facts that a sync reads, each with its history.
-- A statement ends with a semicolon and an empty line: the runner sends them one by one.
-- Every table with a tenant's rows carries the tenant and is confined by row-level security at the end of this file.
-- Indexes by id lead with the id: one that led with the tenant would tempt the planner to read the whole tenant for one row.
-- A row that holds now has valid_to null; a moment t sees the rows with valid_from <= t and (valid_to is null or valid_to > t).

create table keywave.tenants (
  name text collate "C" primary key,
  connection jsonb not null,
  -- AES-256-GCM, see secret-box.ts; null where the connection needs no secret
  secret_sealed text,
  created_at timestamptz not null
);

create table keywave.syncs (
  tenant text not null default current_setting('keywave.tenant', true),
  id text collate "C" not null,
  number bigint generated always as identity,
  kind text not null,
  state text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  error text,
  delta_link text,
  primary key (tenant, id)
);

create index syncs_newest on keywave.syncs (tenant, number desc);

create table keywave.sync_streams (
  tenant text not null default current_setting('keywave.tenant', true),
  sync_id text collate "C" not null,
  stream text not null,
  position integer not null,
  state text not null,
  rows bigint not null,
  total bigint,
  rejected bigint not null,
  cursor text,
  primary key (tenant, sync_id, stream)
);

create table keywave.rejected_items (
  tenant text not null default current_setting('keywave.tenant', true),
  sync_id text collate "C" not null,
  number bigint generated always as identity,
  origin text not null,
  position bigint,
  field text not null,
  problem text not null,
  remedy text not null,
  primary key (tenant, sync_id, number)
);

-- What a stream of a sync showed unchanged, until the stream ends. No index: it is only ever read whole.
create table keywave.seen (
  tenant text not null default current_setting('keywave.tenant', true),
  sync_id text collate "C" not null,
  stream text not null,
  id text collate "C" not null
);

-- doc holds Microsoft's properties as the source told them, without id. An absent property was never told.
create table keywave.people (
  tenant text not null default current_setting('keywave.tenant', true),
  id text collate "C" not null,
  upn text collate "C" not null,
  doc jsonb not null,
  account_enabled boolean generated always as ((doc ->> 'accountEnabled')::boolean) stored,
  kind text collate "C" generated always as (
    case when upn like '%#ext#%' then 'external' when doc ->> 'userType' = 'Guest' then 'internal-guest' else 'member' end
  ) stored,
  sync_id text collate "C",
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from)
) with (fillfactor = 90);

create unique index people_current on keywave.people (id, tenant) where valid_to is null;

create index people_past on keywave.people (id, tenant, valid_from) where valid_to is not null;

create index people_by_upn on keywave.people (tenant, upn);

-- methods: names in order, from the report, or from the person's own methods when fresh_at is set.
-- refreshed_at: how old the report's row was; it moves without a new version.
create table keywave.registrations (
  tenant text not null default current_setting('keywave.tenant', true),
  id text collate "C" not null,
  methods jsonb not null,
  doc jsonb not null,
  is_admin boolean generated always as ((doc ->> 'isAdmin')::boolean) stored,
  refreshed_at timestamptz,
  fresh_at timestamptz,
  sync_id text collate "C",
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from)
) with (fillfactor = 90);

create unique index registrations_current on keywave.registrations (id, tenant) where valid_to is null;

create index registrations_past on keywave.registrations (id, tenant, valid_from) where valid_to is not null;

create table keywave.sign_ins (
  tenant text not null default current_setting('keywave.tenant', true),
  person_id text collate "C" not null,
  doc jsonb not null,
  primary key (person_id, tenant)
) with (fillfactor = 90);

create table keywave.devices (
  tenant text not null default current_setting('keywave.tenant', true),
  source text collate "C" not null,
  id text collate "C" not null,
  owner_id text collate "C",
  capability text collate "C" not null,
  doc jsonb not null,
  seen_at timestamptz,
  sync_id text collate "C",
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from)
) with (fillfactor = 90);

create unique index devices_current on keywave.devices (id, source, tenant) where valid_to is null;

create index devices_by_owner on keywave.devices (owner_id, tenant) where valid_to is null;

create table keywave.memberships (
  tenant text not null default current_setting('keywave.tenant', true),
  group_id text collate "C" not null,
  person_id text collate "C" not null,
  sync_id text collate "C",
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from)
);

create unique index memberships_current on keywave.memberships (group_id, person_id, tenant) where valid_to is null;

create table keywave.audit_events (
  tenant text not null default current_setting('keywave.tenant', true),
  id text collate "C" not null,
  at timestamptz not null,
  service text,
  person_id text collate "C",
  changes_policy boolean not null,
  doc jsonb not null,
  primary key (id, tenant)
);

create index audit_events_newest on keywave.audit_events (tenant, at desc);

create index audit_events_of_person on keywave.audit_events (tenant, person_id, at desc) where person_id is not null;

create index audit_events_of_policies on keywave.audit_events (tenant, at desc) where changes_policy;

-- Values of facts, each kept once however often it was read again. id: md5 of the canonical JSON.
create table keywave.fact_values (
  tenant text not null default current_setting('keywave.tenant', true),
  id uuid not null,
  value jsonb not null,
  primary key (id, tenant)
);

create table keywave.facts (
  tenant text not null default current_setting('keywave.tenant', true),
  fact text collate "C" not null,
  value_id uuid,
  reason jsonb,
  coverage jsonb,
  taken_at timestamptz,
  sync_id text collate "C",
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from),
  check ((value_id is null) <> (reason is null))
);

create unique index facts_current on keywave.facts (tenant, fact) where valid_to is null;

create index facts_past on keywave.facts (tenant, fact, valid_from);

create table keywave.named_accounts (
  tenant text not null default current_setting('keywave.tenant', true),
  upn text collate "C" not null,
  user_principal_name text not null,
  named_as text collate "C" not null,
  primary key (tenant, upn)
);

-- How policies cover people: number is the place of the reference in a person's set of bits.
create table keywave.policy_references (
  tenant text not null default current_setting('keywave.tenant', true),
  number integer not null,
  reference text collate "C" not null,
  group_id text collate "C",
  primary key (tenant, number)
);

create table keywave.policy_reach (
  tenant text not null default current_setting('keywave.tenant', true),
  number integer not null,
  person_id text collate "C" not null,
  primary key (tenant, number, person_id)
);

create table keywave.unread_groups (
  tenant text not null default current_setting('keywave.tenant', true),
  group_id text collate "C" not null,
  primary key (tenant, group_id)
);

-- Verdicts, each kept once: a million people share a few thousand. id: md5 of the canonical JSON.
create table keywave.verdicts (
  tenant text not null default current_setting('keywave.tenant', true),
  id uuid not null,
  judgement jsonb not null,
  exposure text collate "C" generated always as (judgement ->> 'exposure') stored,
  destination text collate "C" generated always as (judgement ->> 'destination') stored,
  tier text collate "C" generated always as (judgement ->> 'tier') stored,
  primary key (id, tenant)
);

create table keywave.judgements (
  tenant text not null default current_setting('keywave.tenant', true),
  person_id text collate "C" not null,
  verdict_id uuid not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to >= valid_from)
) with (fillfactor = 90);

create unique index judgements_current on keywave.judgements (person_id, tenant) where valid_to is null;

create index judgements_history on keywave.judgements (person_id, tenant, valid_from);

create index judgements_begun on keywave.judgements (tenant, valid_from);

create index judgements_ended on keywave.judgements (tenant, valid_to) where valid_to is not null;

do $$
declare name text;
begin
  foreach name in array array[
    'syncs', 'sync_streams', 'rejected_items', 'seen', 'people', 'registrations', 'sign_ins', 'devices', 'memberships',
    'audit_events', 'fact_values', 'facts', 'named_accounts', 'policy_references', 'policy_reach', 'unread_groups',
    'verdicts', 'judgements'
  ] loop
    execute format('alter table keywave.%I enable row level security', name);
    execute format('alter table keywave.%I force row level security', name);
    execute format(
      'create policy one_tenant on keywave.%I using (tenant = current_setting(''keywave.tenant'', true)) with check (tenant = current_setting(''keywave.tenant'', true))',
      name
    );
    execute format('grant select, insert, update, delete on keywave.%I to keywave_app', name);
  end loop;
end $$;

