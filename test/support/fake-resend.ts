export {startResendStandIn} from '../../chaos/fake-resend/stand-in.mjs';
export type {
  AcceptedMail,
  Chaos,
  Fault,
  FaultPlan,
  ResendStandIn,
  SeenCall,
  StandInOptions,
} from '../../chaos/fake-resend/types.ts';
