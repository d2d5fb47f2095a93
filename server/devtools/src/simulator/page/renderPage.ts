import { escapeHtml } from './html';

/** The page /simulator around the phones. @param version of the phones, by which the script asks for newer ones */
export function renderPage(phones: string, version: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>微信模拟器 - 朔知</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/simulator/page.css">
<script src="/simulator/page.js" defer></script>
</head>
<body>
<header class="top">
<div><h1>微信模拟器</h1><p>这里是三位演示居民的手机。通知发布后，订阅过的人会收到服务通知；点开消息，就能看到通知全文。</p></div>
<nav aria-label="相关页面"><a href="/" target="shuozhi">打开朔知</a></nav>
</header>
<p id="state" role="status">正在等待新消息</p>
<main id="phones" data-version="${escapeHtml(version)}">
${phones}
</main>
<footer><p>只用于开发和演示，生产环境没有这个页面。</p></footer>
</body>
</html>
`;
}
