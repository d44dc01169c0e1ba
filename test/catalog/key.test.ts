import assert from 'node:assert/strict';
import { acts, agencyScopes, centreScopes, idOfToken, permission } from '../../src/catalog/key.js';

describe('What a key may do', () => {
  it('is asked of scopes that its owner can have', () => {
    for (const { agency, centre } of Object.values(acts)) {
      for (const scope of agency) assert.ok((agencyScopes as readonly string[]).includes(scope));
      for (const scope of centre) assert.ok((centreScopes as readonly string[]).includes(scope));
      assert.ok(agency.length + centre.length > 0, 'somebody may');
    }
  });

  it('stays within its own agency, whatever its scopes', () => {
    const key = { agencyId: '1', scopes: [...agencyScopes] };
    for (const act of Object.keys(acts) as (keyof typeof acts)[]) assert.equal(permission(key, act, '2').state, 'other-agency');
  });

  it('is nothing of the centre’s for an agency, nor sending or confirming for the centre', () => {
    const agency = { agencyId: '1', scopes: [...agencyScopes] };
    const centre = { agencyId: undefined, scopes: [...centreScopes] };
    for (const act of ['approve-sources', 'accept-runs'] as const) assert.equal(permission(agency, act, '1').state, 'scope-missing');
    for (const act of ['send-records', 'confirm-records'] as const) assert.equal(permission(centre, act, '1').state, 'scope-missing');
  });

  it('is of no use when a scope of the other side stands in the key by mistake', () => {
    assert.equal(permission({ agencyId: '1', scopes: ['inspect'] }, 'approve-sources', '1').state, 'scope-missing');
  });

  it('begins with a token of exactly our form', () => {
    const token = `bk_0123456789abcdef_${'a'.repeat(43)}`;
    assert.equal(idOfToken(token), 'bk_0123456789abcdef');
    for (const wrong of ['', 'bk_', ` ${token}`, `${token}x`, token.toUpperCase(), token.slice(0, -1)])
      assert.equal(idOfToken(wrong), undefined);
  });
});
