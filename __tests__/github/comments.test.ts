import { describe, expect, it } from '@jest/globals';
import { parseRepository, type PullRequestComment } from '../../src/github/client.js';
import { COMMENT_LIMIT, keepComment, type CommentWish } from '../../src/github/comments.js';
import { GitHubFailure, type FailureKind } from '../../src/github/failure.js';
import { Patience } from '../../src/github/patience.js';

const MARKER = '<!-- marker:1 -->';
const BOT = 'github-actions[bot]';

type CommentApi = Parameters<typeof keepComment>[0];

class Pull implements CommentApi {
  readonly stored: PullRequestComment[] = [];
  readonly calls: string[] = [];
  readonly failures: [call: string, kind: FailureKind, afterwards: boolean][] = [];
  login = BOT;
  most = COMMENT_LIMIT;

  add(author: string, body: string, byApp = author.endsWith('[bot]')): PullRequestComment {
    const comment = { id: 100 - this.stored.length, body, url: 'https://x', author, byApp };
    this.stored.push(comment);
    return comment;
  }

  comments(): Promise<PullRequestComment[]> {
    return this.does('list', () => [...this.stored]);
  }

  createComment(_: number, body: string): Promise<PullRequestComment> {
    return this.does('create', () => this.add(this.login, this.checked(body)));
  }

  updateComment(id: number, body: string): Promise<PullRequestComment> {
    return this.does('update', () => {
      const at = this.stored.findIndex((comment) => comment.id === id);
      if (at < 0) throw new GitHubFailure('not-found', 404, 'Not Found');
      return (this.stored[at] = { ...this.stored[at]!, body: this.checked(body) });
    });
  }

  deleteComment(id: number): Promise<void> {
    return this.does('delete', () => {
      this.stored.splice(
        this.stored.findIndex((comment) => comment.id === id),
        1,
      );
    });
  }

  ownLogin(): Promise<string> {
    return this.does('login', () => this.login);
  }

  private checked(body: string): string {
    if (body.length > this.most) throw new GitHubFailure('invalid', 422, 'Body is too long');
    return body;
  }

  private does<T>(call: string, act: () => T): Promise<T> {
    this.calls.push(call);
    const at = this.failures.findIndex(([name]) => name === call);
    const failure = at < 0 ? undefined : this.failures.splice(at, 1)[0];
    return new Promise((resolve) => {
      if (failure !== undefined && !failure[2]) throw new GitHubFailure(failure[1], 400, 'No');
      const result = act();
      if (failure !== undefined) throw new GitHubFailure(failure[1], 400, 'No');
      resolve(result);
    });
  }
}

const patience = new Patience({ now: () => 0, sleep: () => Promise.resolve() });

function wish(text: string, write: CommentWish['write'] = 'always'): CommentWish {
  return { marker: MARKER, render: (limit) => `${MARKER}\n${text}`.slice(0, limit), write };
}

describe('github/comments', () => {
  it('creates the comment when there is none', async () => {
    const pull = new Pull();
    pull.add('somebody', 'looks good');
    await expect(keepComment(pull, patience, 7, wish('2 findings'))).resolves.toMatchObject({
      did: 'created',
    });
    expect(pull.stored.map(({ body }) => body)).toEqual(['looks good', `${MARKER}\n2 findings`]);
    expect(pull.calls).toEqual(['list', 'create']);
  });

  it('creates nothing to say that there is nothing', async () => {
    const pull = new Pull();
    const outcome = await keepComment(pull, patience, 7, wish('clean', 'existing'));
    expect(outcome).toEqual({ did: 'nothing', url: '' });
    expect(pull.calls).toEqual(['list']);
  });

  it.each(['always', 'existing'] as const)('edits in place (%s)', async (write) => {
    const pull = new Pull();
    pull.add(BOT, `${MARKER}\r\nold`);
    await expect(keepComment(pull, patience, 7, wish('new', write))).resolves.toMatchObject({
      did: 'updated',
    });
    expect(pull.stored.map(({ body }) => body)).toEqual([`${MARKER}\nnew`]);
  });

  it('sends nothing when it says so already, in other line ends', async () => {
    const pull = new Pull();
    pull.add(BOT, `${MARKER}\r\nsame\r\n`);
    await expect(keepComment(pull, patience, 7, wish('same\n\n'))).resolves.toMatchObject({
      did: 'unchanged',
    });
    expect(pull.calls).toEqual(['list']);
  });

  it('keeps the oldest of several and removes the others', async () => {
    const pull = new Pull();
    pull.add(BOT, `${MARKER}\nnewest`); // id 100
    pull.add(BOT, `${MARKER}\nmiddle`); // id 99
    pull.add(BOT, `${MARKER}\noldest`); // id 98
    pull.add('somebody', 'looks good');
    await keepComment(pull, patience, 7, wish('new'));
    expect(pull.stored).toMatchObject([{ id: 98, body: `${MARKER}\nnew` }, { author: 'somebody' }]);
  });

  it('does not mind a duplicate that cannot be removed', async () => {
    const pull = new Pull();
    pull.add(BOT, `${MARKER}\na`);
    pull.add(BOT, `${MARKER}\nb`);
    pull.failures.push(['delete', 'forbidden', false]);
    await expect(keepComment(pull, patience, 7, wish('new'))).resolves.toMatchObject({
      did: 'updated',
    });
  });

  it.each([
    ['a person', 'mallory', false],
    ['a person named like the bot', 'github-actions', false],
    ['a user account with the bot’s name', BOT, false],
    ['another app', 'evil[bot]', true],
  ])('neither believes nor touches a comment with the marker by %s', async (_, author, byApp) => {
    const pull = new Pull();
    pull.login = 'my-app[bot]';
    pull.add(author, `${MARKER}\nnothing to see here`, byApp);
    await expect(keepComment(pull, patience, 7, wish('2 findings'))).resolves.toMatchObject({
      did: 'created',
    });
    expect(pull.stored[0]!.body).toBe(`${MARKER}\nnothing to see here`);
    expect(pull.stored).toHaveLength(2);
  });

  it.each([
    ['an app of one’s own', 'my-app[bot]', 'my-app[bot]'],
    ['a personal token', 'Octocat', 'octocat'],
  ])('finds the comment of %s', async (_, author, login) => {
    const pull = new Pull();
    pull.login = login;
    pull.add(author, `${MARKER}\nold`);
    await keepComment(pull, patience, 7, wish('new'));
    expect(pull.stored).toHaveLength(1);
    expect(pull.calls).toEqual(['list', 'login', 'update']);
  });

  it('takes no chances when GitHub does not say whose token it is', async () => {
    const pull = new Pull();
    pull.add('my-app[bot]', `${MARKER}\nold`);
    pull.failures.push(['login', 'forbidden', false]);
    await expect(keepComment(pull, patience, 7, wish('new'))).resolves.toMatchObject({
      did: 'created',
    });
  });

  it('looks for the marker on the first line only', async () => {
    const pull = new Pull();
    pull.add(BOT, `> ${MARKER}`);
    pull.add(BOT, `hello\n${MARKER}`);
    pull.add(BOT, MARKER.replace('1', '12'));
    await keepComment(pull, patience, 7, wish('new'));
    expect(pull.calls).toEqual(['list', 'create']);
  });

  it('looks again before it writes again, so that one comment stays one', async () => {
    const pull = new Pull();
    pull.failures.push(['create', 'unavailable', true]);
    await expect(keepComment(pull, patience, 7, wish('new'))).resolves.toMatchObject({
      did: 'unchanged',
    });
    expect(pull.stored).toHaveLength(1);
    expect(pull.calls).toEqual(['list', 'create', 'list']);
  });

  it('writes a new one when somebody deletes it at that moment', async () => {
    const pull = new Pull();
    const ours = pull.add(BOT, `${MARKER}\nold`);
    const list = pull.comments.bind(pull);
    let first = true;
    pull.comments = async () => {
      const listed = await list();
      if (first) pull.stored.splice(pull.stored.indexOf(ours), 1);
      first = false;
      return listed;
    };
    await expect(keepComment(pull, patience, 7, wish('new'))).resolves.toMatchObject({
      did: 'created',
    });
  });

  it('says less when GitHub finds it too long', async () => {
    const pull = new Pull();
    pull.most = 10_000;
    await keepComment(pull, patience, 7, wish('x'.repeat(200_000)));
    expect(pull.stored[0]!.body).toHaveLength(4000);
    expect(pull.calls).toEqual(['list', 'create', 'create', 'create']);
    pull.calls.length = 0;
    await keepComment(pull, patience, 7, wish('x'.repeat(200_000)));
    expect(pull.calls).toEqual(['list']);
  });

  it('does not insist on a short text that GitHub refuses', async () => {
    const pull = new Pull();
    pull.most = 1;
    await expect(keepComment(pull, patience, 7, wish('short'))).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(pull.calls).toEqual(['list', 'create']);
  });

  it.each(['forbidden', 'not-found', 'rate-limited', 'unauthorized'] as const)(
    'gives up on what is %s',
    async (kind) => {
      const pull = new Pull();
      pull.failures.push(['create', kind, false]);
      await expect(keepComment(pull, patience, 7, wish('new'))).rejects.toMatchObject({ kind });
      expect(pull.calls).toEqual(['list', 'create']);
    },
  );
});

describe('github/client', () => {
  it.each([
    ['octo-org/octo.repo_1', { owner: 'octo-org', repo: 'octo.repo_1' }],
    ['octo-org', undefined],
    ['a/b/c', undefined],
    ['a/', undefined],
    ['../b', undefined],
    ['a/.github', { owner: 'a', repo: '.github' }],
    ['a/b?c', undefined],
    ['', undefined],
  ])('reads the repository %p', (text, expected) => {
    expect(parseRepository(text)).toEqual(expected);
  });
});
