-- A customer's people, looked up by what they are called and by how they stand, a page at a time.
-- What is compared is bytewise, and letters of either case count as the same in ASCII alone, so
-- that both databases find the same.
CREATE INDEX user_by_full_name
  ON user_account (customer_id, (lower(full_name ${in_bytes})), user_name_key);
CREATE INDEX user_by_address
  ON user_account (customer_id, (lower(email ${in_bytes})), user_name_key);
CREATE INDEX user_by_enrolment_state
  ON user_account (customer_id, enrolment_state, user_name_key);
CREATE INDEX user_not_active
  ON user_account (customer_id, state, user_name_key) WHERE state <> 'ACTIVE';
CREATE INDEX user_blacklisted_by_name
  ON user_account (customer_id, user_name_key) WHERE blacklisted_at IS NOT NULL;
CREATE INDEX user_without_password
  ON user_account (customer_id, user_name_key) WHERE password_hash IS NULL;
