/* global document, location, window, __PAGES__ */
/*
 * Stands in index.html and runs while the app's scripts are still on their way, so that nothing waits for them: fetches
 * the files of the page in the address and asks for what that page shows first. services/early.ts hands the answers to
 * the page. The server names it to the browser by its hash (Content-Security-Policy).
 */
(function (pages) {
  var HOME = 'pages/notices/index';
  var address = location.hash.replace(/^#?\/?/, '').split('?');
  var page = address[0] || HOME;
  var id = new URLSearchParams(address[1]).get('id');

  (pages[page] || []).forEach(function (file) {
    var link = document.createElement('link');
    link.rel = 'preload';
    link.as = /\.css$/.test(file) ? 'style' : 'script';
    link.href = '/' + file;
    document.head.appendChild(link);
  });

  /* The district whose notices the reader wants, as the preferences keep it; empty for the whole city. */
  function region() {
    try {
      var chosen = JSON.parse(localStorage.getItem('preferences')).data.region;
      return chosen && chosen !== '140600' ? '&region=' + encodeURIComponent(chosen) : '';
    } catch {
      return '';
    }
  }

  function readsOf(name) {
    var one = encodeURIComponent(id);
    if (name === HOME) {
      return [
        '/notices?limit=20' + region(),
        '/notices?limit=50' + region() + '&validity=' + encodeURIComponent('现行有效'),
      ];
    }
    if (name === 'pages/items/index') return ['/items?limit=50', '/items/facets'];
    if (name === 'pages/notice/index' && id) return ['/notices/' + one, '/notices/' + one + '/items'];
    if (name === 'pages/item/index' && id) return ['/items/' + one, '/items/' + one + '/notices'];
    return [];
  }

  /* Without a listener Safari gives a tapped element no :active. */
  document.addEventListener('touchstart', function () {}, { passive: true });

  window.prefetchedReads = {};
  readsOf(page).forEach(function (path) {
    var url = '/api/v1' + path;
    var answer = fetch(url).then(function (response) {
      return response.text().then(function (text) {
        return { statusCode: response.status, data: text };
      });
    });
    /* The page that takes it hears of a failure; here it is no error. */
    answer.catch(function () {});
    window.prefetchedReads[url] = { answer: answer, at: Date.now() };
  });
})(__PAGES__);
