import { session } from './session';

beforeEach(async () => {
  session.connect((code) => Promise.resolve({ token: `token of ${code}` } as never));
  await session.signInWith('zhang');
});
afterEach(() => session.signOut());

test('a renewed token takes the place of the one it was given for', () => {
  session.replace('token of zhang', 'RENEWED');
  expect(session.token()).toBe('RENEWED');
});

test('an answer that comes late brings nobody back who signed out, and takes nobody’s place', async () => {
  session.signOut();
  session.replace('token of zhang', 'RENEWED');
  expect(session.signedIn()).toBe(false);
  await session.signInWith('li');
  session.replace('token of zhang', 'RENEWED');
  expect(session.token()).toBe('token of li');
});
