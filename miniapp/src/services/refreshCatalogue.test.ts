const HOUR_MS = 3600 * 1000;

/** An app that has just been started on a phone that keeps nothing yet. */
async function freshApp() {
  jest.resetModules();
  const { default: Taro, deviceStorage } = await import('../../test/mocks/taro');
  deviceStorage.clear();
  const request = Taro.request as unknown as jest.Mock<Promise<unknown>, [{ url: string }]>;
  const asked: string[] = [];
  const { offlineCache } = await import('./offlineCache');
  const { refreshCatalogue } = await import('./refreshCatalogue');
  return {
    refreshCatalogue,
    cachedVersion: () => offlineCache.readCached<{ version: string }>('/items.json')?.value.version,
    /** What was asked of the server since last looked. */
    asked: () => asked.splice(0),
    /** From now on the server's catalogue has this version. */
    serverHas: (version: string) =>
      request.mockImplementation(({ url }) => {
        asked.push(url.replace(/^.*\/api\/v1/, ''));
        const data = url.endsWith('/items.json') ? { version, items: [] } : { version, types: [], departments: [] };
        return Promise.resolve({ statusCode: 200, data });
      }),
    networkFails: () => request.mockRejectedValue({ errMsg: 'request:fail timeout' }),
  };
}

test('the catalogue is fetched when there is none, then only when its version changed', async () => {
  const app = await freshApp();
  app.serverHas('1');
  await app.refreshCatalogue(HOUR_MS);
  expect(app.asked()).toEqual(['/items/facets', '/items.json']);
  expect(app.cachedVersion()).toBe('1');

  await app.refreshCatalogue(2 * HOUR_MS);
  expect(app.asked()).toEqual(['/items/facets']);

  app.serverHas('2');
  await app.refreshCatalogue(3 * HOUR_MS);
  expect(app.asked()).toEqual(['/items/facets', '/items.json']);
  expect(app.cachedVersion()).toBe('2');
});

test('its version is asked for at most once an hour', async () => {
  const app = await freshApp();
  app.serverHas('1');
  await app.refreshCatalogue(HOUR_MS);
  await app.refreshCatalogue(HOUR_MS + 60_000);
  expect(app.asked()).toHaveLength(2);
});

test('without a network the old one stays, and the next visit tries again', async () => {
  const app = await freshApp();
  app.serverHas('1');
  await app.refreshCatalogue(HOUR_MS);
  app.networkFails();
  await app.refreshCatalogue(2 * HOUR_MS);
  expect(app.cachedVersion()).toBe('1');
  app.serverHas('2');
  await app.refreshCatalogue(2 * HOUR_MS + 1);
  expect(app.cachedVersion()).toBe('2');
});
