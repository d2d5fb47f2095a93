/** The page's script: asks for the phones every second and shows what is new. Served as a file of its own (CSP). */
export const SCRIPT = String.raw`'use strict';
(() => {
  const phones = document.getElementById('phones');
  const state = document.getElementById('state');
  let version = phones.dataset.version;

  const ids = () => new Set([...phones.querySelectorAll('.message')].map((message) => message.dataset.id));

  function say(text) {
    if (state.textContent !== text) state.textContent = text;
  }

  function show(html) {
    const before = ids();
    const scrolled = [...phones.querySelectorAll('.screen')].map((screen) => screen.scrollTop);
    const received = [];
    phones.innerHTML = html;
    [...phones.querySelectorAll('.screen')].forEach((screen, index) => {
      const fresh = [...screen.querySelectorAll('.message')].filter((message) => !before.has(message.dataset.id));
      if (fresh.length === 0) {
        screen.scrollTop = scrolled[index] ?? 0;
        return;
      }
      for (const message of fresh) message.classList.add('arrived');
      received.push(screen.closest('.person').querySelector('h2').textContent);
    });
    if (received.length > 0) say(received.join('、') + '收到了新消息');
  }

  async function poll() {
    let wait = document.hidden ? 5000 : 1000;
    try {
      const answer = await fetch('/simulator/phones', { headers: { 'If-None-Match': version } });
      if (answer.status === 200) {
        version = answer.headers.get('ETag');
        say('正在等待新消息');
        show(await answer.text());
      } else if (answer.status !== 304) throw new Error(String(answer.status));
      else if (state.classList.contains('lost')) say('正在等待新消息');
      state.classList.remove('lost');
    } catch {
      wait = 3000;
      state.classList.add('lost');
      say('连不上服务器，正在重试');
    }
    setTimeout(poll, wait);
  }
  setTimeout(poll, 1000);
})();
`;
