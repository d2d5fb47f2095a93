import { answerOf } from '@shuozhi/client';
import { momentOf } from '@shuozhi/shared';
import { describeInBrowser } from '../../../miniapp/test/browser/describeInBrowser';
import { accessibilityFaults } from '../../../miniapp/test/browser/measures';
import { openOffice, PHONE, picture, type Office } from './office';

const TITLE = '关于清明期间禁止野外用火的通告';
const SENTENCE = '4月1日至4月30日，林区内禁止一切野外用火。';

const HOUR_MS = 3_600_000;

/** Its signature has no date: a person must look. */
const GAZETTE = `朔州市水利局
关于加强河道管理的通告

为加强河道管理，保护河道安全，现通告如下：
一、禁止在河道内采砂、取土。
二、禁止向河道倾倒垃圾。
三、违反本通告的，由水行政主管部门依法处理。
四、《关于河道采砂管理的通告》（朔政发〔2019〕3号）同时废止。

朔州市水利局
`;

describeInBrowser('a notice on its way through the office', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  test('who types a wrong password is told so in words', async () => {
    const page = await office.visit();
    await page.getByLabel('账号').fill('demo-editor');
    await page.getByLabel('密码').fill('not the password');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('账号或密码不对').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'sign-in');
  });

  test('one person drafts it, another returns it with the reason and approves what was mended, and residents read it', async () => {
    const editor = await office.signIn('editor');
    await picture(editor, 'workbench');
    expect(await accessibilityFaults(editor)).toEqual([]);

    // Drafting: it is saved by itself, and says what is missing.
    await editor.getByRole('button', { name: '拟稿' }).click();
    await editor.getByLabel('标题', { exact: true }).fill(TITLE);
    await editor.getByRole('textbox', { name: '正文' }).click();
    await editor.keyboard.type(SENTENCE);
    await editor.keyboard.press('ArrowLeft');
    await editor.keyboard.press('Alt+F');
    await editor.getByText(`依据：“${SENTENCE}”`).waitFor();
    await editor.getByText('已保存').waitFor();
    await editor.getByRole('button', { name: '提交核稿' }).click();
    await editor.getByText('请填写发文机关').first().waitFor();

    await editor.getByLabel('文种').fill('通告');
    await editor.getByLabel('发文机关').fill('朔州市人民政府');
    await editor.keyboard.press('Enter');
    await editor.getByLabel('施行日期').fill('2027-04-01');
    await editor.getByLabel('截止日期').fill('2027-04-30');
    await editor.getByText('从 2027年4月1日 到 2027年4月30日，共 30 天').waitFor();
    await editor.getByLabel('主题').click();
    await editor.getByTitle('森林草原禁火令、禁放烟花爆竹').click();
    await editor.keyboard.press('Escape');
    await editor.getByText('该填的都填了').waitFor();
    await editor.frameLocator('iframe[title="手机预览"]').getByText('林区内禁止一切野外用火').first().waitFor();
    expect(await accessibilityFaults(editor)).toEqual([]);
    await picture(editor, 'draft');
    await editor.getByText('已保存').waitFor();
    await editor.getByRole('button', { name: '提交核稿' }).click();
    await editor.getByText('您写过或提交过这份内容').or(editor.getByText('您的角色不能签发')).waitFor();

    // Another person, on a phone: back with the reason.
    const approver = await office.signIn('approver', PHONE);
    await picture(approver, 'workbench-phone');
    expect(await accessibilityFaults(approver)).toEqual([]);
    await approver.getByRole('link', { name: TITLE }).click();
    await approver.getByRole('button', { name: '退回' }).click();
    await approver.getByLabel('退回原因').fill('请写明火情报警电话');
    await approver.getByRole('button', { name: '确定退回' }).click();

    // The editor finds it on the workbench, mends it, hands it in again.
    await editor.getByRole('link', { name: '工作台', exact: true }).click();
    await editor.getByText('退回原因：请写明火情报警电话').waitFor();
    await editor.getByRole('region', { name: '退回给我' }).getByRole('link', { name: TITLE }).click();
    await editor.getByRole('textbox', { name: '正文' }).click();
    await editor.keyboard.press('Control+End');
    await editor.keyboard.press('Enter');
    await editor.keyboard.type('发现火情请拨打12119。');
    await editor.getByText('已保存').waitFor();
    await editor.getByRole('button', { name: '提交核稿' }).click();
    await editor.getByText('您的角色不能签发').waitFor();

    await approver.getByRole('button', { name: '栏目' }).click();
    await approver.getByRole('link', { name: '工作台', exact: true }).click();
    await approver.getByRole('link', { name: TITLE }).click();
    await approver.getByText('发现火情请拨打12119。').first().waitFor();
    expect(await accessibilityFaults(approver)).toEqual([]);
    await picture(approver, 'approval-phone');
    await approver.getByRole('button', { name: '签发' }).click();
    await approver.getByLabel('定时发布的时间').fill('2027-03-31T08:30');
    await approver.getByRole('button', { name: '定时发布' }).click();
    await approver.getByText('2027年3月31日 08:30 自动发布').waitFor();
    await approver.getByRole('button', { name: '栏目' }).click();
    await approver.getByRole('link', { name: '工作台', exact: true }).click();
    const scheduled = approver.getByRole('region', { name: '定时发布' });
    await scheduled.getByText('2027年3月31日 08:30 自动发布').waitFor();
    expect(await accessibilityFaults(approver)).toEqual([]);
    await scheduled.getByRole('link', { name: TITLE }).click();
    await approver.getByRole('button', { name: '取消定时' }).click();
    await approver.getByText('自动发布').waitFor({ state: 'detached' });
    await approver.getByRole('button', { name: '发布', exact: true }).click();
    await approver.getByText('已发布，正在推送').waitFor();

    const { notices } = (await (
      await fetch(`${office.server.origin}/api/v1/search?q=${encodeURIComponent('清明禁止野外用火')}`)
    ).json()) as { notices: { title: string }[] };
    expect(notices.map(({ title }) => title)).toContain(TITLE);
  });

  test('a revision is read word by word against the published text before it is approved', async () => {
    const editor = await office.signIn('editor');
    await editor.getByRole('link', { name: '通知', exact: true }).click();
    await editor.getByLabel('标题或发文字号').fill('清明');
    await editor.getByRole('button', { name: '查找' }).click();
    expect(await accessibilityFaults(editor)).toEqual([]);
    await picture(editor, 'notices');
    await editor.getByRole('link', { name: TITLE }).click();
    await editor.getByRole('button', { name: '修改' }).click();
    await editor.getByLabel('截止日期').fill('2027-05-10');
    await editor.getByLabel('改了什么').fill('延长到五月十日');
    await editor.getByRole('button', { name: '提交核稿' }).click();

    const approver = await office.signIn('approver');
    await approver.getByRole('link', { name: TITLE }).click();
    await approver.getByText('说明：延长到五月十日').waitFor();
    expect(await approver.locator('del').allTextContents()).toContain('2027-04-30');
    expect(await approver.locator('ins').allTextContents()).toContain('2027-05-10');
    expect(await accessibilityFaults(approver)).toEqual([]);
    await picture(approver, 'approval');
    await approver.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityFaults(approver)).toEqual([]);
    await picture(approver, 'approval-dark');
    await approver.getByRole('button', { name: '签发' }).click();
    await approver.getByText('您写过').waitFor({ state: 'detached' });
  });

  test('two who change the same field choose whose words stand, and nothing is lost', async () => {
    const [one, other] = [await office.signIn('editor'), await office.signIn('approver')];
    await one.getByRole('button', { name: '拟稿' }).click();
    await one.getByLabel('标题', { exact: true }).fill('第一稿');
    await one.getByText('已保存').waitFor();
    await other.goto(one.url());
    await other.getByText('demo-editor 正在编辑').waitFor();
    await other.getByLabel('标题', { exact: true }).fill('同事的标题');
    await other.getByText('已保存').waitFor();
    await one.getByLabel('标题', { exact: true }).fill('我的标题');
    await one.getByText('同一处被两个人改了').waitFor();
    await one.getByLabel('用我的').check();
    await one.getByRole('button', { name: '按选择保存' }).click();
    await one.getByText('已保存').waitFor();
    await one.reload();
    expect(await one.getByLabel('标题', { exact: true }).inputValue()).toBe('我的标题');
  });

  test('what was written when the session ended is there after signing in again', async () => {
    const page = await office.signIn('editor');
    await page.getByRole('button', { name: '拟稿' }).click();
    await page.getByLabel('标题', { exact: true }).waitFor();
    await page.context().clearCookies();
    await page.getByLabel('标题', { exact: true }).fill('没有丢的标题');
    await page.getByText('登录已到期').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const accounts = (await (await fetch(`${office.server.origin}/console/demo.json`)).json()) as {
      name: string;
      password: string;
    }[];
    await page.getByLabel('密码').fill(accounts.find(({ name }) => name === 'demo-editor')?.password ?? '');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('登录已到期').waitFor({ state: 'detached' });
    await page.getByText('已保存').waitFor();
    await page.reload();
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('没有丢的标题');
  });

  test('an uploaded notice is held against its source doubt by doubt before it is handed in', async () => {
    const editor = await office.signIn('editor');
    await editor.getByRole('link', { name: '导入', exact: true }).click();
    await editor.locator('input[type=file]').setInputFiles({
      name: '通告.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(GAZETTE),
    });
    await editor.getByText('已上传，正在识别').waitFor();
    await editor.getByRole('link', { name: '通告.txt' }).click();
    await editor.getByText(/找到 1 份文件/).waitFor();
    expect(await accessibilityFaults(editor)).toEqual([]);
    await picture(editor, 'import');
    await editor.getByRole('button', { name: '对照原文核对' }).click();
    await editor.getByRole('region', { name: '原文' }).getByText('禁止在河道内采砂').waitFor();
    const doubts = editor.getByRole('region', { name: /存疑/ });
    const names = doubts.getByRole('button', { name: '无误' });
    await names.first().waitFor();
    expect(await accessibilityFaults(editor)).toEqual([]);
    await picture(editor, 'review');
    // Each by keyboard: to the next, and it is right.
    for (let left = await names.count(); left > 0; left--) {
      await editor.keyboard.press('n');
      await editor.locator('.doubt--here').waitFor();
      await editor.keyboard.press('y');
      await names.nth(left - 1).waitFor({ state: 'detached' });
    }
    await doubts.getByText('已核对').first().waitFor();

    // It ends another document: whether it does is decided by a person, and named until then.
    const others = editor.getByRole('region', { name: '对其他文件的影响' });
    const change = others.getByRole('group', { name: '《关于河道采砂管理的通告》（朔政发〔2019〕3号）：废止' });
    await change.getByText('已发布的文件里没有这个字号').waitFor();
    const undecided = editor.getByRole('region', { name: '交稿' }).getByText(/朔政发〔2019〕3号废止，请核对后选择/);
    await undecided.waitFor();
    expect(await accessibilityFaults(editor)).toEqual([]);
    await picture(editor, 'validity-change');
    await change.getByLabel('是，照此更改').check();
    await undecided.waitFor({ state: 'detached' });
    await others.getByText('1 处待决定').waitFor({ state: 'detached' });
    await editor.reload();
    expect(await change.getByLabel('是，照此更改').isChecked()).toBe(true);
  });

  test('an alert in force stands on the workbench with the time that is left', async () => {
    const [editor, approver] = [await office.callAs('editor'), await office.callAs('approver')];
    const { id, hash } = await answerOf(
      editor.POST('/staff/alerts', {
        body: {
          templateId: 'rainstorm',
          level: 'blue',
          issuer: '朔州市气象台',
          text: '预计未来12小时我市部分地区降雨量将达50毫米以上。',
          regions: ['140602'],
          startsAt: momentOf(new Date(Date.now() - HOUR_MS)),
          endsAt: momentOf(new Date(Date.now() + 6.5 * HOUR_MS)),
          submit: true,
        },
      }),
    );
    await answerOf(
      approver.POST('/staff/alerts/{id}/release', { params: { path: { id } }, body: { hash, confirm: '蓝色' } }),
    );
    const page = await office.signIn('approver', PHONE);
    const alerts = page.getByRole('region', { name: '正在生效的预警' });
    await alerts.getByRole('link', { name: '朔州市气象台发布暴雨蓝色预警' }).waitFor();
    await alerts.getByText('还有 6 小时').waitFor();
    await alerts.getByText(/应通知 \d+ 人/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'workbench-alert-phone');
  });

  test('no page ran into an error or tried what the policy forbids', () => {
    expect(office.complaints).toEqual([]);
  });
});
