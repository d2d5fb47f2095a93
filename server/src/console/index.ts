export { consolePages } from './serveConsole';
