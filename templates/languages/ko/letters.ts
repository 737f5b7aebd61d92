import type {letters as english} from '../en/letters.ts';
import type {Translation} from '../messages.ts';

export const letters: Translation<typeof english> = {
  'letter.linkBelow': '{label}:',
  'letter.sentBy': '보낸 곳: {name}, {link}',
  'letter.sentFrom': '보낸 곳: {name}, {link}, {address}',
  'letter.oneHour': '링크는 한 시간 동안 쓸 수 있습니다.',
  'letter.wantToStop': '그만 받고 싶으신가요?',
  'letter.leave': '클릭 한 번으로 구독 취소',
  'letter.never': '이 주소로 다시는 보내지 않기',
  'letter.validFor': {
    other: [
      '링크는 {n}일 동안 유효합니다. 본인이 아닌가요? ',
      '이 이메일을 무시하시면 더는 보내지 않습니다.',
    ],
  },

  'letter.confirm.subject': '{name} 구독을 확인해 주세요',
  'letter.confirm.heading': '구독을 확인해 주세요',
  'letter.confirm.preheader': '주소를 확인하면 주목받는 연구 논문을 받기 시작합니다.',
  'letter.confirm.asked': [
    '누군가, 아마도 본인이 이 주소로 {name} 구독을 신청했습니다. ',
    '날마다 주목받는 연구 논문을 보내 드립니다.',
  ],
  'letter.confirm.button': '구독 확인',
  'letter.confirm.what': '받는 내용',
  'letter.confirm.comes': [
    '한 호에 이메일 한 통입니다. 세 편은 요약과 함께, 나머지는 한 줄씩 싣습니다. ',
    '논문마다 받은 이유, 곧 팔로우하는 주제나 추천 수가 적혀 있습니다.',
  ],
  'letter.confirm.when': '받는 때',
  'letter.confirm.changes': [
    '확인한 뒤에 다른 시각, 요일, 주제를 고를 수 있습니다. ',
    '모든 이메일에 클릭 한 번으로, 로그인 없이 구독을 끝내는 링크가 있습니다.',
  ],
  'letter.confirm.ifAgain': '이런 이메일을 원하지 않으시나요?',
  'letter.confirm.onPage': '버튼을 누르면 나오는 페이지에서 영영 받지 않도록 할 수 있습니다.',
  'letter.confirm.why': '아래 사이트의 구독 신청 양식에 이 주소가 입력되어 이 이메일을 한 번만 보냈습니다.',

  'letter.welcome.subject': '{name} 구독이 시작되었습니다',
  'letter.welcome.heading': '구독이 시작되었습니다',
  'letter.welcome.pick': '첫 주제를 골라 보세요',
  'letter.welcome.how': [
    '팔로우하는 주제의 논문이 이유와 함께 먼저 나옵니다. ',
    '각 링크는 그 주제가 선택된 설정을 엽니다. 거기서 저장해 주세요.',
  ],
  'letter.welcome.howInText': '팔로우하는 주제의 논문이 이유와 함께 먼저 나옵니다.',
  'letter.welcome.named': '이런 주제가 있습니다: {topics}.',
  'letter.welcome.all': '일정과 주제 고르기',
  'letter.welcome.notForYou': '맞지 않으신가요?',
  'letter.welcome.why': '구독을 확인하셔서 이 이메일을 보냈습니다. 링크가 있으니 보관해 주세요.',

  'letter.manage.subject': '{name} 구독 관리',
  'letter.manage.heading': '구독 관리',
  'letter.manage.preheader': '받는 시각, 요일, 주제를 고르거나 구독을 취소하세요.',
  'letter.manage.asked': [
    '누군가, 아마도 본인이 이 구독의 링크를 요청했습니다. ',
    '이 링크로 무엇을 언제 받을지 고를 수 있습니다.',
  ],
  'letter.manage.button': '설정 바꾸기',
  'letter.manage.why': [
    '링크 요청이 있어서 이 이메일을 보냈습니다. ',
    '본인이 아니라면 무시해 주세요. 아무것도 바뀌지 않습니다.',
  ],

  'letter.goodbye.subject': '{name} 구독이 취소되었습니다',
  'letter.goodbye.heading': '구독이 취소되었습니다',
  'letter.goodbye.preheader': '이 주소로 더는 논문을 보내지 않습니다. 이 이메일이 마지막입니다.',
  'letter.goodbye.done': [
    '이 주소로 더는 논문을 보내지 않습니다. 이미 발송된 이메일이 도착할 수 있으며, ',
    '그것이 마지막입니다.',
  ],
  'letter.goodbye.mistake': '실수로 취소하셨나요?',
  'letter.goodbye.again': '다시 구독하기',
  'letter.goodbye.stays': '모든 호는 주소 없이도 웹에서 볼 수 있습니다:',
  'letter.goodbye.editions': '모든 호',
  'letter.goodbye.why': [
    '이 주소의 구독이 끝나서 이 이메일을 한 번만 보냈습니다. ',
    '답장하지 않으셔도 됩니다.',
  ],

  'letter.erase-link.subject': '{name} 데이터 삭제',
  'letter.erase-link.heading': '데이터 삭제',
  'letter.erase-link.asked': [
    '누군가, 아마도 본인이 이 구독의 모든 데이터를 삭제하려고 합니다. ',
    '링크를 열면 한 번 더 묻는 페이지가 나옵니다.',
  ],
  'letter.erase-link.button': '내 데이터 삭제',
  'letter.erase-link.preheader':
    '링크는 한 시간 동안 쓸 수 있습니다. 쓰기 전에는 아무것도 삭제하지 않습니다.',
  'letter.download-link.subject': '{name} 데이터 내려받기',
  'letter.download-link.heading': '데이터 내려받기',
  'letter.download-link.asked': '누군가, 아마도 본인이 이 구독에 관해 보관된 모든 것의 사본을 원합니다.',
  'letter.download-link.button': '내 데이터 내려받기',
  'letter.download-link.preheader': '링크는 한 시간 안에 한 번만 쓸 수 있습니다.',
  'letter.revoke-link.subject': '{name} 링크 무효화',
  'letter.revoke-link.heading': '모든 링크 무효화',
  'letter.revoke-link.asked': [
    '누군가, 아마도 본인이 이전 이메일의 모든 링크를 더는 못 쓰게 하려고 합니다. ',
    '구독 취소 링크는 계속 쓸 수 있으며, 다른 일은 하지 못합니다.',
  ],
  'letter.revoke-link.button': '모든 링크 무효화',
  'letter.revoke-link.preheader': '링크는 한 시간 동안 쓸 수 있습니다. 쓰기 전에는 아무것도 바뀌지 않습니다.',
  'letter.inbox.ifNot': [
    '본인이 아니라면 이 이메일을 무시해 주세요. 아무 일도 일어나지 않습니다. ',
    '다만 전달하신 이메일의 링크를 누군가 가지고 있습니다.',
  ],
  'letter.inbox.why': '이 주소의 구독 설정 페이지에서 요청이 있어서 이 이메일을 보냈습니다.',

  'letter.new.subject': '{name} 새 주소를 확인해 주세요',
  'letter.new.heading': '새 주소를 확인해 주세요',
  'letter.new.preheader': '확인하면 이 주소로 연구 논문을 받습니다.',
  'letter.new.asked': [
    '누군가, 아마도 본인이 앞으로 {name} 연구 논문을 이 주소로 받으려고 합니다. ',
    '현재 주소에도 물으며, 하루 동안 거절할 수 있습니다.',
  ],
  'letter.new.button': '이 주소 사용',
  'letter.new.validFor': {
    other: [
      '링크는 {n}일 동안 유효합니다. 본인이 아니라면 이 이메일을 무시해 주세요. ',
      '논문을 이 주소로 보내지 않습니다.',
    ],
  },
  'letter.new.ifAgain': '본인이 아니고, 이런 이메일을 원하지 않으시나요?',
  'letter.new.why': '아래 사이트의 구독 설정에 이 주소가 입력되어 이 이메일을 한 번만 보냈습니다.',

  'letter.requested.subject': '{name} 주소 변경 요청',
  'letter.requested.heading': '주소 변경 요청이 있습니다',
  'letter.requested.preheader': '본인이라면 동의해 주세요. 아니라면 클릭 한 번으로 주소를 지킵니다.',
  'letter.requested.asked': [
    '누군가, 아마도 본인이 {name} 연구 논문을 다른 주소로 받으려고 합니다. ',
    '여기서 동의하고 새 주소에서 확인하면 적용됩니다.',
  ],
  'letter.requested.button': '변경에 동의',
  'letter.requested.hour': [
    '이 링크는 한 시간 동안 쓸 수 있습니다. 쓰지 않으시면 무엇이든 바뀌기 전에 ',
    '다시 이메일을 보냅니다.',
  ],
  'letter.requested.ifNot': '본인이 아니라면, 전달하신 이메일의 링크를 누군가 가지고 있습니다.',
  'letter.requested.keep': '이 주소를 유지하고 모든 링크 무효화',
  'letter.old.why': '현재 논문을 이 주소로 보내고 있어서 이 이메일을 보냈습니다.',

  'letter.notice.subject': '{name} 주소가 하루 뒤 바뀝니다',
  'letter.notice.heading': '주소가 하루 뒤 바뀝니다',
  'letter.notice.preheader': '본인이라면 하실 일이 없습니다. 아니라면 이 주소를 유지하세요.',
  'letter.notice.asked': [
    '새 주소에서 {name} 연구 논문을 받겠다고 확인했습니다. 이 이메일을 보내고 하루가 지나면 ',
    '논문은 그 주소로 가고, 이 주소로는 더는 오지 않습니다.',
  ],
  'letter.notice.ifSo': '본인이라면 하실 일이 없습니다.',
  'letter.notice.ifNot': [
    '본인이 아니라면 이 주소를 유지하세요. ',
    '그러면 이전 이메일의 링크도 모두 무효가 됩니다.',
  ],
  'letter.notice.button': '제가 아닙니다: 이 주소 유지',

  'letter.changed.subject': '{name} 주소가 바뀌었습니다',
  'letter.changed.heading': '주소가 바뀌었습니다',
  'letter.changed.preheader': '본인이라면 하실 일이 없습니다. 아니라면 일주일 동안 되돌릴 수 있습니다.',
  'letter.changed.done': '{name} 연구 논문은 이제 다른 주소로 가고, 이 주소로는 더는 오지 않습니다.',
  'letter.changed.ending': {
    other: [
      '본인이 아니라면 {n}일 안에 되돌려 주세요. 그러면 논문은 다시 이 주소로 오고, ',
      '다른 주소로는 더는 아무것도 가지 않습니다.',
    ],
  },
  'letter.changed.button': '변경 되돌리기',
  'letter.changed.why': '지금까지 논문을 이 주소로 보냈기에 이 이메일을 보냈습니다.',
};
