-- The life of an account: links that were mailed, accounts that are to be deleted, and the groups
-- and roles people have.

-- Links that were mailed, by the SHA-256 of their token. A sign-up has no person yet; the others
-- go with theirs. "subject" is the SHA-256 of what a person can ask for another such link by.
-- An expired link stays for a while, so that it can be told from one that never was.
CREATE TABLE account_link (
  digest         ${bytes} NOT NULL PRIMARY KEY,
  customer_id    BIGINT   NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  user_id        BIGINT,
  purpose        TEXT     NOT NULL,
  subject        ${bytes} NOT NULL,
  sealed_payload ${bytes} NOT NULL,
  created_at     BIGINT   NOT NULL,
  expires_at     BIGINT   NOT NULL,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
) ${without_rowid};
CREATE INDEX account_link_by_customer ON account_link (customer_id);
CREATE INDEX account_link_by_user ON account_link (customer_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX account_link_by_subject ON account_link (subject);
CREATE INDEX account_link_by_expiry ON account_link (expires_at);

-- Accounts that their people asked to be deleted, and may still restore.
CREATE TABLE account_deletion (
  customer_id  BIGINT NOT NULL,
  user_id      BIGINT NOT NULL,
  requested_at BIGINT NOT NULL,
  delete_at    BIGINT NOT NULL,
  PRIMARY KEY (customer_id, user_id),
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX account_deletion_by_time ON account_deletion (delete_at);

CREATE TABLE user_group (
  customer_id BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  id          BIGINT NOT NULL,
  name        TEXT   NOT NULL,
  name_key    ${bytewise} NOT NULL,
  description TEXT   NOT NULL,
  created_at  BIGINT NOT NULL,
  PRIMARY KEY (customer_id, id),
  UNIQUE (customer_id, name_key)
);

CREATE TABLE group_member (
  customer_id BIGINT NOT NULL,
  group_id    BIGINT NOT NULL,
  user_id     BIGINT NOT NULL,
  PRIMARY KEY (customer_id, group_id, user_id),
  FOREIGN KEY (customer_id, group_id) REFERENCES user_group (customer_id, id) ON DELETE CASCADE,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX group_member_by_user ON group_member (customer_id, user_id);

CREATE TABLE user_role (
  customer_id BIGINT NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
  id          BIGINT NOT NULL,
  name        TEXT   NOT NULL,
  name_key    ${bytewise} NOT NULL,
  description TEXT   NOT NULL,
  created_at  BIGINT NOT NULL,
  PRIMARY KEY (customer_id, id),
  UNIQUE (customer_id, name_key)
);

-- Who has a role: one person, or everybody in a group.
CREATE TABLE role_grant (
  customer_id BIGINT NOT NULL,
  role_id     BIGINT NOT NULL,
  user_id     BIGINT NOT NULL,
  PRIMARY KEY (customer_id, role_id, user_id),
  FOREIGN KEY (customer_id, role_id) REFERENCES user_role (customer_id, id) ON DELETE CASCADE,
  FOREIGN KEY (customer_id, user_id) REFERENCES user_account (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX role_grant_by_user ON role_grant (customer_id, user_id);

CREATE TABLE group_role_grant (
  customer_id BIGINT NOT NULL,
  role_id     BIGINT NOT NULL,
  group_id    BIGINT NOT NULL,
  PRIMARY KEY (customer_id, role_id, group_id),
  FOREIGN KEY (customer_id, role_id) REFERENCES user_role (customer_id, id) ON DELETE CASCADE,
  FOREIGN KEY (customer_id, group_id) REFERENCES user_group (customer_id, id) ON DELETE CASCADE
);
CREATE INDEX group_role_grant_by_group ON group_role_grant (customer_id, group_id);

-- A forgotten password may be asked for by the address.
CREATE INDEX user_by_email ON user_account (customer_id, lower(email));

-- A chosen password carries every scope, those of this release too.
UPDATE api_key SET scopes = 'clients:read clients:write customers:read face:enroll face:search '
  || 'face:verify groups:read groups:write keys:read keys:write logs:read settings:read '
  || 'settings:write tokens:introspect users:read users:write'
WHERE kind = 'PASSWORD';
