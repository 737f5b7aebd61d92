export {startFakeResend} from '../../chaos/fake-resend/fake-resend.mjs';
export type {
  AcceptedMail,
  Chaos,
  FakeResend,
  FakeResendOptions,
  Fault,
  FaultPlan,
  SeenCall,
} from '../../chaos/fake-resend/types.ts';
