import { answerOf, createApiClient } from '@shuozhi/client';
import { existsSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../../miniapp/test/browser/launch';
import { startServer } from '../../../miniapp/test/server/startServer';

export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** A server as `npm start` runs it, and people who sit before its console, each with a browser of their own. */
export async function openOffice() {
  const server = await startServer();
  const browser = await launchChromium();
  const contexts: BrowserContext[] = [];
  /** What the pages complained of: errors, and what the policy refused. */
  const complaints: string[] = [];

  async function visit(viewport: { width: number; height: number } = DESK): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    await page.goto(`${server.origin}/console/`);
    return page;
  }

  /** A person of the demonstration, signed in by one click. */
  async function signIn(role: 'editor' | 'approver', viewport?: typeof DESK): Promise<Page> {
    const page = await visit(viewport);
    await page.getByRole('button', { name: `demo-${role}` }).click();
    await page.getByRole('heading', { name: '工作台', exact: true, level: 1 }).waitFor();
    return page;
  }

  /** The API in the hands of a person of the demonstration, for what has no page. */
  async function callAs(role: 'editor' | 'approver') {
    const demo = await fetch(`${server.origin}/console/demo.json`);
    const accounts = (await demo.json()) as { name: string; password: string }[];
    const name = `demo-${role}`;
    const password = accounts.find((account) => account.name === name)?.password ?? '';
    const { token } = await answerOf(
      createApiClient(server.origin).POST('/staff/session', { body: { name, password } }),
    );
    return createApiClient(server.origin, () => ({ token: token ?? '' }));
  }

  const close = async () => {
    await browser.close();
    await server.stop();
  };
  return { server, visit, signIn, callAs, complaints, close };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** Where pictures for the docs are written; nowhere unless the folder is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.CONSOLE_PICTURES;
  if (folder && existsSync(folder)) await page.screenshot({ path: `${folder}/${name}.png` });
}
