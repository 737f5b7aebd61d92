import type {letters as english} from '../en/letters.ts';
import type {Translation} from '../messages.ts';

export const letters: Translation<typeof english> = {
  'letter.linkBelow': '{label}:',
  'letter.sentBy': '送信元: {name}、{link}',
  'letter.sentFrom': '送信元: {name}、{link}、{address}',
  'letter.oneHour': 'リンクは1時間有効です。',
  'letter.wantToStop': '配信を止めますか？',
  'letter.leave': 'ワンクリックで購読を解除',
  'letter.never': 'このアドレスに二度と送らない',
  'letter.validFor': {
    other: [
      'リンクは{n}日間有効です。お心当たりがなければ、このメールを無視してください。',
      'ほかのメールは届きません。',
    ],
  },

  'letter.confirm.subject': '{name}の購読を確認してください',
  'letter.confirm.heading': '購読を確認してください',
  'letter.confirm.preheader': 'アドレスを確認すると、話題の研究論文が届き始めます。',
  'letter.confirm.asked': [
    'どなたか、おそらくご本人が、このアドレスで{name}を申し込みました。',
    '毎日の話題の研究論文をお届けします。',
  ],
  'letter.confirm.button': '購読を確定する',
  'letter.confirm.what': '届くもの',
  'letter.confirm.comes': [
    '1号につきメール1通。3本の論文は要約付き、ほかは1行ずつ。',
    'どの論文にも、フォローしているトピックや票数など、届いた理由が書かれています。',
  ],
  'letter.confirm.when': '届く日時',
  'letter.confirm.changes': [
    '確認後に、時刻、曜日、トピックを変更できます。',
    'どのメールにも、ログインなしのワンクリックで解除できるリンクがあります。',
  ],
  'letter.confirm.ifAgain': 'このようなメールをお望みでない場合',
  'letter.confirm.onPage': 'ボタンの先のページで、今後一切届かないようにできます。',
  'letter.confirm.why': [
    '下記サイトの申し込みフォームにこのアドレスが入力されたため、この1通だけをお送りしました。',
  ],

  'letter.welcome.subject': '{name}の購読が始まりました',
  'letter.welcome.heading': '購読が始まりました',
  'letter.welcome.pick': '最初のトピックを選ぶ',
  'letter.welcome.how': [
    'フォローしたトピックの論文が、理由とともに先に来ます。',
    '各リンクから、そのトピックにチェックの入った設定が開きます。そこで保存してください。',
  ],
  'letter.welcome.howInText': 'フォローしたトピックの論文が、理由とともに先に来ます。',
  'letter.welcome.named': 'トピックには{topics}などがあります。',
  'letter.welcome.all': '配信日時とトピックを選ぶ',
  'letter.welcome.notForYou': 'やはり必要ありませんか？',
  'letter.welcome.why': [
    '購読を確認されたため、このメールをお送りしました。リンクのために保存しておいてください。',
  ],

  'letter.manage.subject': '{name}の購読の管理',
  'letter.manage.heading': '購読の管理',
  'letter.manage.preheader': '配信時刻、曜日、トピックを選ぶか、購読を解除できます。',
  'letter.manage.asked': [
    'どなたか、おそらくご本人が、この購読のリンクを請求しました。',
    'このリンクで、何をいつ受け取るかを選べます。',
  ],
  'letter.manage.button': '設定を変更する',
  'letter.manage.why': [
    'リンクの請求があったため、このメールをお送りしました。',
    'お心当たりがなければ無視してください。何も変わりません。',
  ],

  'letter.goodbye.subject': '{name}の購読を解除しました',
  'letter.goodbye.heading': '購読を解除しました',
  'letter.goodbye.preheader': 'このアドレスに論文はもう届きません。これが最後のメールです。',
  'letter.goodbye.done': [
    'このアドレスに論文はもう届きません。すでに送信中のメールは届くことがありますが、',
    'それが最後です。',
  ],
  'letter.goodbye.mistake': '間違えて解除しましたか？',
  'letter.goodbye.again': 'もう一度購読する',
  'letter.goodbye.stays': 'すべての号は、アドレスなしでウェブで読めます:',
  'letter.goodbye.editions': 'すべての号',
  'letter.goodbye.why': ['このアドレスの購読が終了したため、この1通だけをお送りしました。返信は不要です。'],

  'letter.erase-link.subject': '{name}のデータの削除',
  'letter.erase-link.heading': 'データの削除',
  'letter.erase-link.asked': [
    'どなたか、おそらくご本人が、この購読の全データの削除を希望しています。',
    'リンク先のページでもう一度確認します。',
  ],
  'letter.erase-link.button': 'データを削除する',
  'letter.erase-link.preheader': 'リンクは1時間有効です。使うまで何も削除されません。',
  'letter.download-link.subject': '{name}のデータのダウンロード',
  'letter.download-link.heading': 'データのダウンロード',
  'letter.download-link.asked': [
    'どなたか、おそらくご本人が、この購読について保管されている全データの写しを希望しています。',
  ],
  'letter.download-link.button': 'データをダウンロードする',
  'letter.download-link.preheader': 'リンクは1時間以内に1回だけ使えます。',
  'letter.revoke-link.subject': '{name}のリンクの無効化',
  'letter.revoke-link.heading': 'すべてのリンクの無効化',
  'letter.revoke-link.asked': [
    'どなたか、おそらくご本人が、これまでのメールのリンクをすべて無効にすることを希望しています。',
    '購読解除のリンクは引き続き使えますが、ほかのことはできません。',
  ],
  'letter.revoke-link.button': 'すべてのリンクを無効にする',
  'letter.revoke-link.preheader': 'リンクは1時間有効です。使うまで何も変わりません。',
  'letter.inbox.ifNot': [
    'お心当たりがなければ、このメールを無視してください。何も起こりません。',
    'ただし、転送したメールのリンクを誰かが持っています。',
  ],
  'letter.inbox.why': ['このアドレスの購読の設定ページで請求があったため、このメールをお送りしました。'],

  'letter.new.subject': '{name}の新しいアドレスを確認してください',
  'letter.new.heading': '新しいアドレスを確認してください',
  'letter.new.preheader': '確認すると、このアドレスに研究論文が届きます。',
  'letter.new.asked': [
    'どなたか、おそらくご本人が、{name}の研究論文を今後このアドレスで受け取ることを希望しています。',
    '現在のアドレスにも確認し、そちらからは1日の間、異議を申し立てられます。',
  ],
  'letter.new.button': 'このアドレスを使う',
  'letter.new.validFor': {
    other: [
      'リンクは{n}日間有効です。お心当たりがなければ、このメールを無視してください。',
      'ここに論文は届きません。',
    ],
  },
  'letter.new.ifAgain': 'お心当たりがなく、このようなメールをお望みでない場合',
  'letter.new.why': ['下記サイトの購読の設定でこのアドレスが入力されたため、この1通だけをお送りしました。'],

  'letter.requested.subject': '{name}のアドレス変更の申し出',
  'letter.requested.heading': 'アドレス変更の申し出がありました',
  'letter.requested.preheader':
    'ご本人なら同意してください。そうでなければ、ワンクリックで今のまま残せます。',
  'letter.requested.asked': [
    'どなたか、おそらくご本人が、{name}の研究論文を別のアドレスで受け取ることを希望しています。',
    'ここでの同意と新しいアドレスでの確認がそろうと変更されます。',
  ],
  'letter.requested.button': '変更に同意する',
  'letter.requested.hour': [
    'このリンクは1時間有効です。使わない場合は、何かが変わる前にもう一度ご連絡します。',
  ],
  'letter.requested.ifNot': 'お心当たりがなければ、転送したメールのリンクを誰かが持っています。',
  'letter.requested.keep': 'このアドレスを残し、すべてのリンクを無効にする',
  'letter.old.why': '現在このアドレスに論文が届いているため、このメールをお送りしました。',

  'letter.notice.subject': '{name}のアドレスが1日後に変わります',
  'letter.notice.heading': 'アドレスが1日後に変わります',
  'letter.notice.preheader':
    'ご本人なら何もする必要はありません。そうでなければ、このアドレスを残してください。',
  'letter.notice.asked': [
    '新しいアドレスで、{name}の研究論文を受け取ることが確認されました。',
    'このメールの1日後から論文はそちらに届き、このアドレスには届かなくなります。',
  ],
  'letter.notice.ifSo': 'ご本人なら、何もする必要はありません。',
  'letter.notice.ifNot': [
    'お心当たりがなければ、このアドレスを残してください。',
    'これまでのメールのリンクもすべて無効になります。',
  ],
  'letter.notice.button': '心当たりがない: このアドレスを残す',

  'letter.changed.subject': '{name}のアドレスが変わりました',
  'letter.changed.heading': 'アドレスが変わりました',
  'letter.changed.preheader': ['ご本人なら何もする必要はありません。そうでなければ、1週間は取り消せます。'],
  'letter.changed.done': '{name}の研究論文は今後別のアドレスに届き、このアドレスには届きません。',
  'letter.changed.ending': {
    other: [
      'お心当たりがなければ、{n}日以内に取り消してください。論文は再びここに届き、',
      'もう一方のアドレスには何も届かなくなります。',
    ],
  },
  'letter.changed.button': '変更を取り消す',
  'letter.changed.why': 'これまでこのアドレスに論文が届いていたため、このメールをお送りしました。',
};
